import type { Event } from "@eventmaster/contract/events";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Section } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";

/** What cannot be taken back, apart from everything else. */
export function EndingActs({ event }: { event: Event }) {
  const [asks, setAsks] = useState<"cancel" | "delete" | null>(null);
  const navigate = useNavigate();
  const cancel = trpc.events.cancel.useMutation();
  const remove = trpc.events.delete.useMutation();
  const people = `${event.registeredCount.toLocaleString()} ${event.registeredCount === 1 ? "person is" : "people are"} registered.`;
  return (
    <Section title="End it">
      <div className="flex flex-col gap-5">
        {event.status === "published" && (
          <Act
            text="Called off, the event stays visible as cancelled, and its tickets open no door any more."
            label="Cancel event"
            onPress={() => setAsks("cancel")}
          />
        )}
        <Act
          text="Deleted, it is gone for good with its registrations and scans."
          label="Delete event"
          onPress={() => setAsks("delete")}
        />
      </div>
      <ConfirmDialog
        isOpen={asks === "cancel"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "cancel" : null)}
        title="Cancel this event?"
        confirmLabel="Cancel event"
        cancelLabel="Keep event"
        isDangerous
        reason={{ label: "Reason", isOptional: true, maxLength: 500 }}
        onConfirm={async (reason) => {
          await inWords(cancel.mutateAsync({ eventId: event.id, ...(reason ? { reason } : {}) }));
          toast.success("The event is cancelled");
          await api.events.invalidate();
        }}
      >
        {people} This cannot be taken back.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === "delete"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "delete" : null)}
        title="Delete this event?"
        confirmLabel="Delete event"
        cancelLabel="Keep event"
        isDangerous
        onConfirm={async () => {
          await inWords(remove.mutateAsync({ eventId: event.id }));
          toast.success(`“${event.title}” is deleted`);
          // Away first: the page must not ask again for what is gone.
          await navigate({ to: "/manage", replace: true });
          api.events.get.setData({ eventId: event.id }, undefined);
          await Promise.all([api.events.invalidate(), api.registrations.invalidate()]);
        }}
      >
        {people} The event, its registrations and its scans are deleted for good.
      </ConfirmDialog>
    </Section>
  );
}

function Act({ text, label, onPress }: { text: string; label: string; onPress: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="max-w-prose text-ink-muted">{text}</p>
      <Button variant="secondary" className="text-negative" onPress={onPress}>
        {label}
      </Button>
    </div>
  );
}
