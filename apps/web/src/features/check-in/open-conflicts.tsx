import type { LoggedScan } from "@eventmaster/contract/check-in";
import type { Event } from "@eventmaster/contract/events";
import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { KeyValueList } from "@eventmaster/ui/key-value-list";
import { Section } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { conflictsInput } from "./scans-search.ts";
import { checkInText } from "./text.ts";

/** Entries that should not have been: each stays until somebody writes down what came of it. */
export function OpenConflicts({ event }: { event: Event }) {
  const t = useText(checkInText);
  const [list] = trpc.checkIn.conflicts.useSuspenseQuery(conflictsInput(event.id), {
    refetchInterval: 15_000,
  });
  const resolve = trpc.checkIn.resolveConflict.useMutation();
  const [resolving, setResolving] = useState<LoggedScan | null>(null);
  const [counts, setCounts] = useState(false);
  const open = (scan: LoggedScan) => {
    setCounts(false);
    setResolving(scan);
  };
  if (list.total === 0 && !resolving) return null;
  return (
    <Section title={t.conflicts}>
      <p className="mb-4 max-w-prose text-ink-muted">{t.conflictsNote}</p>
      <ul className="flex flex-col gap-4">
        {list.items.map((scan) => (
          <li key={scan.id}>
            <Conflict scan={scan} timeZone={event.timeZone} onResolve={() => open(scan)} />
          </li>
        ))}
      </ul>
      {list.total > list.items.length && (
        <p className="mt-4 text-ink-muted">{t.moreConflicts(list.total - list.items.length)}</p>
      )}
      <ConfirmDialog
        isOpen={resolving !== null}
        onOpenChange={() => setResolving(null)}
        title={t.resolveQuestion}
        confirmLabel={t.resolve}
        cancelLabel={t.back}
        reason={{ label: t.note, description: t.noteHint, maxLength: 500 }}
        onConfirm={async (note) => {
          if (!resolving) return;
          const { id: scanId, isHeld } = resolving;
          await inWords(resolve.mutateAsync({ scanId, note, ...(isHeld ? { counts } : {}) }));
          toast.success(t.resolved);
          await api.checkIn.invalidate();
        }}
      >
        {resolving?.isHeld && <Checkbox label={t.itCounts} value={counts} onChange={setCounts} />}
      </ConfirmDialog>
    </Section>
  );
}

function Conflict({
  scan,
  timeZone,
  onResolve,
}: {
  scan: LoggedScan;
  timeZone: string;
  onResolve: () => void;
}) {
  const t = useText(checkInText);
  const clock = (at: string) =>
    dateFormat({ timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(at));
  const name = scan.registration?.holderName ?? t.aTicket;
  const { conflict } = scan;
  const isTwice = conflict?.kind === "admitted_twice";
  const title = scan.isHeld ? t.held(name) : isTwice ? t.admittedTwice(name) : t.admittedWrongly(name);
  return (
    <article className="flex flex-wrap items-start justify-between gap-4 rounded-card border border-caution/50 bg-caution-soft p-5">
      <div className="min-w-0">
        <h3 className="mb-2 font-bold">{title}</h3>
        <KeyValueList
          items={[
            {
              label: t.firstEntry,
              value:
                conflict?.admittedAt &&
                t.entryText(
                  clock(conflict.admittedAt),
                  conflict.checkInPoint ?? t.point,
                  conflict.admittedBy ?? t.somebody,
                  conflict.deviceName ?? conflict.deviceId ?? t.noDevice,
                ),
            },
            {
              label: conflict?.admittedAt ? t.secondEntry : t.when,
              value: t.entryText(
                clock(scan.scannedAt),
                scan.checkInPoint.name,
                scan.scannedBy?.displayName ?? t.somebody,
                scan.deviceName ?? scan.deviceId ?? t.noDevice,
              ),
            },
            { label: t.whyNot, value: isTwice || scan.isHeld ? null : t.verdicts[scan.verdict] },
          ]}
        />
        {scan.isHeld && <p className="mt-2 font-semibold">{t.heldNote}</p>}
      </div>
      <Button variant="secondary" onPress={onResolve}>
        {t.resolve}
      </Button>
    </article>
  );
}
