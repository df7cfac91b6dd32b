import { errorsText } from "@eventmaster/client/errors-text";
import { failureInWords } from "@eventmaster/client/failure-in-words";
import type { Me } from "@eventmaster/contract/accounts";
import { type DoorEvent, type LoggedScan, resolveConflictInput } from "@eventmaster/contract/check-in";
import { can } from "@eventmaster/contract/permissions";
import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Card } from "@eventmaster/ui/card";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { Dialog } from "@eventmaster/ui/dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { TextField } from "@eventmaster/ui/text-field";
import { CircleCheck } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { z } from "zod";
import { useMutation } from "@tanstack/react-query";
import { apiClient } from "../api.ts";
import { pagesText } from "../pages-text.ts";
import { BackToDoor } from "./back-to-door.tsx";
import { conflictsText } from "./conflicts-text.ts";
import type { OpenDoor } from "./open-door.ts";
import { useKeeper } from "./use-open-door.ts";

/** The event's open conflicts, on every device of its door. */
export function ConflictsPage({ event, me, open }: { event: DoorEvent; me: Me; open: OpenDoor }) {
  const t = useText(conflictsText);
  const { site } = useText(pagesText);
  const { conflicts } = useKeeper(open.keeper);
  const [resolving, setResolving] = useState<LoggedScan | null>(null);
  const mayResolve = can(me.role, "door:manage");
  return (
    <main>
      <Page
        title={t.title}
        siteName={site}
        width="narrow"
        subtitle={t.subtitle}
        eyebrow={<BackToDoor event={event} />}
      >
        {conflicts.length === 0 && (
          <EmptyState icon={CircleCheck} title={t.none}>
            {t.noneHint}
          </EmptyState>
        )}
        <ul className="flex flex-col gap-3">
          {conflicts.map((scan) => (
            <li key={scan.id}>
              <Card className="flex flex-col gap-2">
                <h2 className="text-lg font-bold">{scan.registration?.holderName ?? t.unnamed}</h2>
                <p className="font-semibold text-caution">{wordsOf(scan, t)}</p>
                <Times scan={scan} ownDeviceId={open.device.id} timeZone={event.timeZone} />
                {mayResolve ? (
                  <Button
                    size="small"
                    variant="secondary"
                    className="w-fit"
                    onPress={() => setResolving(scan)}
                  >
                    {t.resolve}
                  </Button>
                ) : (
                  <p className="text-sm text-ink-muted">{t.onlyManagers}</p>
                )}
              </Card>
            </li>
          ))}
        </ul>
      </Page>
      {resolving && (
        <ResolveDialog
          scan={resolving}
          onClose={() => setResolving(null)}
          onResolved={open.keeper.refreshConflicts}
        />
      )}
    </main>
  );
}

interface TimesProps {
  scan: LoggedScan;
  ownDeviceId: string;
  timeZone: string;
}

/** Who, where, when, on which device: the one that counts, and the other. */
function Times({ scan, ownDeviceId, timeZone }: TimesProps) {
  const t = useText(conflictsText);
  const time = (at: string) => dateFormat({ timeStyle: "medium", timeZone }).format(new Date(at));
  const device = (id: string | null, name: string | null) => {
    if (id === null) return t.unknownDevice;
    return id === ownDeviceId ? t.thisDevice : (name ?? t.device(id.slice(-4)));
  };
  const { conflict } = scan;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {conflict?.admittedAt && (
        <>
          <dt className="text-ink-muted">{t.counted}</dt>
          <dd>
            {t.at(time(conflict.admittedAt), conflict.checkInPoint ?? "")}{" "}
            {t.by(conflict.admittedBy ?? t.somebody, device(conflict.deviceId, conflict.deviceName))}
          </dd>
        </>
      )}
      <dt className="text-ink-muted">{conflict?.admittedAt ? t.extra : t.once}</dt>
      <dd>
        {t.at(time(scan.scannedAt), scan.checkInPoint.name)}{" "}
        {t.by(scan.scannedBy?.displayName ?? t.somebody, device(scan.deviceId, scan.deviceName))}
      </dd>
    </dl>
  );
}

function wordsOf({ conflict }: LoggedScan, t: typeof conflictsText.words): string {
  if (conflict?.kind === "held") return t.held;
  return conflict?.kind === "admitted_twice" ? t.admittedTwice : t.refused;
}

function ResolveDialog({
  scan,
  onClose,
  onResolved,
}: {
  scan: LoggedScan;
  onClose: () => void;
  onResolved: () => void;
}) {
  const formId = useId();
  const t = useText(conflictsText);
  const { field: inWords } = useText(errorsText);
  const resolve = useMutation({
    mutationFn: (input: z.input<typeof resolveConflictInput>) =>
      apiClient.checkIn.resolveConflict.mutate(input),
  });
  const [note, setNote] = useState("");
  const [counts, setCounts] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (note.trim() === "") return setProblem(t.noteFirst);
    const parsed = resolveConflictInput.shape.note.safeParse(note);
    if (!parsed.success) return setProblem(inWords(parsed.error.issues[0]?.message ?? ""));
    resolve.mutate(
      { scanId: scan.id, note: parsed.data, ...(scan.isHeld ? { counts } : {}) },
      {
        onSuccess: () => {
          onResolved();
          onClose();
        },
        onError: (error) => setProblem(failureInWords(error).message),
      },
    );
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.resolveTitle}
      size="small"
      footer={
        <>
          <Button type="submit" form={formId} isPending={resolve.isPending}>
            {t.resolve}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={send}>
        <TextField
          label={t.note}
          description={t.noteHint}
          autoFocus
          value={note}
          onChange={(next) => {
            setNote(next);
            setProblem(undefined);
          }}
          errorMessage={problem}
        />
        {scan.isHeld && <Checkbox className="mt-4" label={t.itCounts} value={counts} onChange={setCounts} />}
      </form>
    </Dialog>
  );
}
