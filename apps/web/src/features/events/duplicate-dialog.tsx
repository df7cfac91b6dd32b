import { describeFailure } from "@eventmaster/client/errors";
import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { DateTimeField } from "@eventmaster/ui/date-time-field";
import { Dialog } from "@eventmaster/ui/dialog";
import { FormError } from "@eventmaster/ui/form-error";
import { toast } from "@eventmaster/ui/toast";
import { weeksLater } from "@eventmaster/ui/zoned-date-time";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { manageText } from "./manage-text.ts";

const week = 7 * 24 * 60 * 60 * 1000;

/** The same time of day a week later, and never in the past. */
function nextTime({ startAt, timeZone }: Event, now: Date): string {
  const weeks = Math.max(1, Math.ceil((now.getTime() - Date.parse(startAt)) / week));
  return weeksLater(startAt, timeZone, weeks);
}

export function DuplicateDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useText(manageText);
  const navigate = useNavigate();
  const duplicate = trpc.events.duplicate.useMutation();
  const [startAt, setStartAt] = useState<string | null>(() => nextTime(event, new Date()));
  const [problem, setProblem] = useState<{ at: "field" | "form"; text: string } | null>(null);

  const copy = async () => {
    if (!startAt) return setProblem({ at: "field", text: t.chooseTime });
    try {
      const made = await duplicate.mutateAsync({ eventId: event.id, startAt });
      void api.events.invalidate();
      toast.success(t.copied);
      await navigate({ to: "/manage/$eventId/edit", params: { eventId: made.id } });
    } catch (error) {
      const isField = describeFailure(error).fields["startAt"] !== undefined;
      setProblem({ at: isField ? "field" : "form", text: sentenceOf(error) });
    }
  };

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t.duplicate}
      isDismissable={!duplicate.isPending}
      footer={
        <>
          <Button isPending={duplicate.isPending} onPress={() => void copy()}>
            {t.makeCopy}
          </Button>
          <Button variant="secondary" isDisabled={duplicate.isPending} onPress={onClose}>
            {t.back}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink-muted">{t.duplicateNote}</p>
        <FormError title={t.notCopied}>{problem?.at === "form" ? problem.text : undefined}</FormError>
        <DateTimeField
          label={t.duplicateStarts}
          description={t.duplicateLength}
          timeZone={event.timeZone}
          value={startAt}
          onChange={(value) => {
            setStartAt(value);
            setProblem(null);
          }}
          errorMessage={problem?.at === "field" ? problem.text : undefined}
        />
      </div>
    </Dialog>
  );
}
