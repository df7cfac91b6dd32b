import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Instant } from "@eventmaster/ui/event-date";
import { toast } from "@eventmaster/ui/toast";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { failureOf, inWords } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { refreshRegistration } from "./refresh-registration.ts";
import { SeatButton } from "./register-button.tsx";
import { registrationsText } from "./text.ts";

export function JoinButton({ event }: { event: Event }) {
  const t = useText(registrationsText);
  const join = trpc.waitlist.join.useMutation();
  const press = async () => {
    try {
      await join.mutateAsync({ eventId: event.id });
      toast.success(t.joined, { description: t.joinedHint });
    } catch (error) {
      toast.failure(t.notJoined, { description: failureOf(error).message });
    }
    await refreshRegistration();
  };
  return (
    <Button size="large" isWide isPending={join.isPending} onPress={() => void press()}>
      {t.join}
    </Button>
  );
}

/** One's place in the queue. */
export function Waiting({ event, position }: { event: Event; position: number }) {
  const t = useText(registrationsText);
  return (
    <>
      <div role="status">
        <p className="flex items-center gap-2.5 text-lg font-bold">
          <Hourglass aria-hidden className="size-5.5 shrink-0 text-accent" />
          {t.place(position)}
        </p>
        <p className="mt-1 text-ink-muted">{t.placeHint}</p>
      </div>
      <LeaveButton event={event} label={t.leave} title={t.leaveSure} keepLabel={t.stay} hint={t.leaveHint} />
    </>
  );
}

/** A seat that is held for a while. */
export function OfferedSeat({
  event,
  expiresAt,
  now,
  onPress,
}: {
  event: Event;
  expiresAt: string;
  now: Date;
  onPress: () => void;
}) {
  const t = useText(registrationsText);
  const accept = trpc.waitlist.accept.useMutation();
  const minutes = Math.max(0, Math.floor((Date.parse(expiresAt) - now.getTime()) / 60_000));
  return (
    <>
      <div role="status">
        <p className="flex items-center gap-2.5 text-lg font-bold text-positive">
          <Hourglass aria-hidden className="size-5.5 shrink-0" />
          {t.offered}
        </p>
        <p className="mt-1 text-ink-muted">
          {t.offeredUntil} <Instant at={expiresAt} /> (
          <span className="tabular-nums">{t.timeLeft(Math.floor(minutes / 60), minutes % 60)}</span>)
        </p>
      </div>
      <SeatButton
        event={event}
        label={t.accept}
        onPress={onPress}
        take={(answers) => accept.mutateAsync({ eventId: event.id, answers })}
      />
      <LeaveButton
        event={event}
        label={t.decline}
        title={t.declineSure}
        keepLabel={t.stay}
        hint={t.declineHint}
      />
    </>
  );
}

function LeaveButton({
  event,
  label,
  title,
  keepLabel,
  hint,
}: {
  event: Event;
  label: string;
  title: string;
  keepLabel: string;
  hint: string;
}) {
  const t = useText(registrationsText);
  const leave = trpc.waitlist.leave.useMutation();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button variant="quiet" onPress={() => setIsAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={title}
        confirmLabel={label}
        cancelLabel={keepLabel}
        isDangerous
        onConfirm={async () => {
          await inWords(leave.mutateAsync({ eventId: event.id }));
          toast.success(t.left);
          await refreshRegistration();
        }}
      >
        {hint}
      </ConfirmDialog>
    </>
  );
}
