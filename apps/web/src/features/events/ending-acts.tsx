import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Section } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { DuplicateDialog } from "./duplicate-dialog.tsx";
import { manageText } from "./manage-text.ts";

/** To do it once more, and what cannot be taken back, apart from everything else. */
export function EndingActs({ event }: { event: Event }) {
  const t = useText(manageText);
  const [asks, setAsks] = useState<"duplicate" | "cancel" | "delete" | null>(null);
  const navigate = useNavigate();
  const now = useNow();
  const cancel = trpc.events.cancel.useMutation();
  const remove = trpc.events.delete.useMutation();
  const people = t.registeredPeople(event.registeredCount);
  return (
    <div className="no-print mt-10">
      <Section title={t.again}>
        <Act text={t.duplicateNote} label={t.duplicate} onPress={() => setAsks("duplicate")} />
      </Section>
      <Section title={t.endIt}>
        <div className="flex flex-col gap-5">
          {event.status === "published" && new Date(event.endAt) > now && (
            <Act text={t.cancelNote} label={t.cancel} isDangerous onPress={() => setAsks("cancel")} />
          )}
          <Act text={t.removeNote} label={t.remove} isDangerous onPress={() => setAsks("delete")} />
        </div>
      </Section>
      {asks === "duplicate" && <DuplicateDialog event={event} onClose={() => setAsks(null)} />}
      <ConfirmDialog
        isOpen={asks === "cancel"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "cancel" : null)}
        title={t.cancelQuestion}
        confirmLabel={t.cancel}
        cancelLabel={t.keep}
        isDangerous
        reason={{ label: t.reason, description: t.reasonHint, isOptional: true, maxLength: 500 }}
        onConfirm={async (reason) => {
          await inWords(cancel.mutateAsync({ eventId: event.id, ...(reason ? { reason } : {}) }));
          toast.success(t.cancelled);
          await api.events.invalidate();
        }}
      >
        {people} {t.cannotBeUndone}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === "delete"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "delete" : null)}
        title={t.removeQuestion}
        confirmLabel={t.remove}
        cancelLabel={t.keep}
        isDangerous
        onConfirm={async () => {
          await inWords(remove.mutateAsync({ eventId: event.id }));
          toast.success(t.removed(event.title));
          // Away first: the page must not ask again for what is gone.
          await navigate({ to: "/manage", replace: true });
          api.events.get.setData({ eventId: event.id }, undefined);
          await Promise.all([api.events.invalidate(), api.registrations.invalidate()]);
        }}
      >
        {people} {t.removeConsequence}
      </ConfirmDialog>
    </div>
  );
}

function Act({
  text,
  label,
  isDangerous,
  onPress,
}: {
  text: string;
  label: string;
  isDangerous?: boolean;
  onPress: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="max-w-prose text-ink-muted">{text}</p>
      <Button variant="secondary" className={isDangerous ? "text-negative" : ""} onPress={onPress}>
        {label}
      </Button>
    </div>
  );
}
