import { type CheckInPoint, checkInPointKinds } from "@eventmaster/contract/check-in";
import { describeFailure } from "@eventmaster/client/errors";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Section } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { IconButton } from "@eventmaster/ui/icon-button";
import { useState } from "react";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PointDialog } from "./point-dialog.tsx";
import { checkInText } from "./text.ts";

/** Gates, sessions and days of an event, with how many came through each. */
export function CheckInPoints({ eventId }: { eventId: string }) {
  const t = useText(checkInText);
  const [{ points }] = trpc.checkIn.occupancy.useSuspenseQuery({ eventId }, { refetchInterval: 30_000 });
  const remove = trpc.checkIn.deletePoint.useMutation();
  const add = trpc.checkIn.createPoint.useMutation();
  const [editing, setEditing] = useState<CheckInPoint | "new" | null>(null);
  const [removing, setRemoving] = useState<(typeof points)[number] | null>(null);
  const [evenAdmitted, setEvenAdmitted] = useState(false);

  const bringBack = async ({ name, kind }: CheckInPoint) => {
    try {
      await add.mutateAsync({ eventId, name, kind });
    } catch (error) {
      toast.failure(t.notUndone, { description: sentenceOf(error) });
    }
    await Promise.all([api.checkIn.invalidate(), api.reports.invalidate()]);
  };

  const takeAway = async (point: (typeof points)[number]) => {
    try {
      await remove.mutateAsync({ checkInPointId: point.id, evenWithAdmissions: evenAdmitted });
    } catch (error) {
      // Somebody came through in the meantime: show the box that allows it all the same.
      if (describeFailure(error).code === "check_in_point_used") void api.checkIn.invalidate();
      throw error;
    }
    toast.success(t.pointRemoved(point.name), {
      // Who came through a point went with it: only one that was not used yet comes back as it was.
      action: point.admitted === 0 ? { label: t.undo, onAction: () => void bringBack(point) } : undefined,
    });
    await Promise.all([api.checkIn.invalidate(), api.reports.invalidate()]);
  };

  return (
    <Section
      title={t.points}
      actions={
        <Button variant="secondary" onPress={() => setEditing("new")}>
          <Plus aria-hidden />
          {t.addPoint}
        </Button>
      }
    >
      <p className="mb-3 max-w-prose text-ink-muted">{t.pointsHint}</p>
      <ul className="flex max-w-3xl flex-col divide-y divide-line">
        {points.map((point) => (
          <li key={point.id} className="flex items-center gap-3 py-2">
            <span className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-semibold wrap-anywhere">{point.name}</span>
              <Badge>{t.kinds[point.kind]}</Badge>
              <span className="text-sm text-ink-muted tabular-nums">{t.admittedHere(point.admitted)}</span>
            </span>
            <IconButton icon={Pencil} label={t.changeNamed(point.name)} onPress={() => setEditing(point)} />
            <IconButton
              icon={Trash2}
              label={t.removeNamed(point.name)}
              isDisabled={points.length === 1}
              onPress={() => {
                setEvenAdmitted(false);
                setRemoving(point);
              }}
            />
          </li>
        ))}
      </ul>
      {editing && (
        <PointDialog
          eventId={eventId}
          point={editing === "new" ? null : editing}
          kinds={checkInPointKinds}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        isOpen={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={t.removePoint(removing?.name ?? "")}
        confirmLabel={t.remove}
        cancelLabel={t.back}
        isDangerous
        onConfirm={async () => {
          if (removing) await inWords(takeAway(removing));
        }}
      >
        {t.removePointNote}
        {removing && removing.admitted > 0 && (
          <Checkbox
            label={t.removeEvenAdmitted}
            className="mt-2 text-ink"
            value={evenAdmitted}
            onChange={setEvenAdmitted}
          />
        )}
      </ConfirmDialog>
    </Section>
  );
}
