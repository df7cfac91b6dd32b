import type { Event } from "@eventmaster/contract/events";
import type { Ticket } from "@eventmaster/contract/registrations";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Instant } from "@eventmaster/ui/event-date";
import { SeatMeter } from "@eventmaster/ui/seat-meter";
import { toast } from "@eventmaster/ui/toast";
import { describeFailure } from "@eventmaster/client/errors";
import { Link, useLocation } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { type Offer, registrationOffer } from "./registration-offer.ts";

/** Seats, and the one button that matters. */
export function RegistrationPanel({ event }: { event: Event }) {
  return useSession() ? (
    <MemberPanel event={event} />
  ) : (
    <Panel event={event} ticket={null} isSignedIn={false} />
  );
}

function MemberPanel({ event }: { event: Event }) {
  const [ticket] = trpc.registrations.forEvent.useSuspenseQuery({ eventId: event.id });
  return <Panel event={event} ticket={ticket} isSignedIn />;
}

function Panel({ event, ticket, isSignedIn }: { event: Event; ticket: Ticket | null; isSignedIn: boolean }) {
  const now = useNow();
  const offer = registrationOffer(event, ticket, isSignedIn, now);
  const panel = useRef<HTMLElement>(null);
  const [hasPressed, setHasPressed] = useState(false);
  // The pressed button goes away with its offer: the ticket's link, or the reason, takes its place for the keyboard.
  useEffect(() => {
    if (hasPressed && offer.kind !== "open") (panel.current?.querySelector("a") ?? panel.current)?.focus();
  }, [hasPressed, offer.kind]);
  const showsSeats = offer.kind !== "cancelled" && offer.kind !== "over" && offer.kind !== "not_published";
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Registration"
      className="flex flex-col gap-5 rounded-card border border-line bg-raised p-5 sm:p-6"
    >
      {showsSeats && <SeatMeter registered={event.registeredCount} capacity={event.capacity} />}
      <OfferView event={event} offer={offer} onRegister={() => setHasPressed(true)} />
    </section>
  );
}

function OfferView({ event, offer, onRegister }: { event: Event; offer: Offer; onRegister: () => void }) {
  const location = useLocation();
  switch (offer.kind) {
    case "registered":
      return <Registered ticket={offer.ticket} />;
    case "open":
      return <RegisterButton event={event} isAgain={offer.isAgain} onRegister={onRegister} />;
    case "log_in":
      return (
        <>
          <Link
            to="/login"
            search={{ redirect: location.pathname }}
            className={buttonStyles({ size: "large", isWide: true })}
          >
            Log in to register
          </Link>
          <p className="text-sm text-ink-muted">
            No account?{" "}
            <Link
              to="/signup"
              search={{ redirect: location.pathname }}
              className="font-semibold text-accent underline underline-offset-3"
            >
              Sign up
            </Link>
            : it takes a name, an email and a password.
          </p>
        </>
      );
    case "full":
      return (
        <Closed reason="Every seat is taken" title="This event is full">
          When somebody cancels, their seat is free again: look in from time to time.
        </Closed>
      );
    case "not_open_yet":
      return (
        <Closed reason="Registration has not opened yet" title="Registration is not open yet">
          It opens on <Instant at={offer.opensAt} />.
        </Closed>
      );
    case "closed":
      return (
        <Closed title="Registration has closed">
          It was open until <Instant at={offer.closedAt} />.
        </Closed>
      );
    case "over":
      return <Closed title="This event is over" />;
    case "cancelled":
      return <Closed title="This event was cancelled">Tickets for it open no door any more.</Closed>;
    case "not_published":
      return <Closed title="Not open for registration">Only a published event takes registrations.</Closed>;
  }
}

function Closed({ title, reason, children }: { title: string; reason?: string; children?: ReactNode }) {
  return (
    <>
      <div>
        <p className="text-lg font-bold">{title}</p>
        {children && <p className="mt-1 text-ink-muted">{children}</p>}
      </div>
      {reason !== undefined && (
        <Button size="large" isWide disabledReason={reason}>
          Register
        </Button>
      )}
    </>
  );
}

function Registered({ ticket }: { ticket: Ticket }) {
  return (
    <>
      <p className="flex items-center gap-2.5 text-lg font-bold text-positive">
        <CircleCheck aria-hidden className="size-6 shrink-0" />
        {ticket.status === "checked_in" ? "You were checked in" : "You are registered"}
      </p>
      <Link
        to="/tickets/$registrationId"
        params={{ registrationId: ticket.id }}
        className={buttonStyles({ size: "large", isWide: true })}
      >
        See your ticket
      </Link>
    </>
  );
}

function RegisterButton({
  event,
  isAgain,
  onRegister,
}: {
  event: Event;
  isAgain: boolean;
  onRegister: () => void;
}) {
  const register = trpc.registrations.register.useMutation();
  const [isWorking, setIsWorking] = useState(false);

  const press = async () => {
    setIsWorking(true);
    onRegister();
    try {
      await register.mutateAsync({ eventId: event.id });
      toast.success("You are registered", { description: `Your ticket for ${event.title} is ready.` });
    } catch (error) {
      const { code, message } = describeFailure(error);
      if (code === "event_full")
        toast.failure("Somebody was quicker", { description: "The last seat was taken a moment ago." });
      else if (code !== "already_registered")
        toast.failure("You are not registered", { description: message });
    }
    await Promise.all([
      api.events.invalidate(undefined, { refetchType: "active" }),
      api.registrations.invalidate(undefined, { refetchType: "active" }),
    ]);
    setIsWorking(false);
  };

  return (
    <div className="flex flex-col gap-2">
      <Button size="large" isWide isPending={isWorking} onPress={() => void press()}>
        {isAgain ? "Register again" : "Register"}
      </Button>
      {isAgain && (
        <p className="text-sm text-ink-muted">You cancelled before. You get a new ticket with a new code.</p>
      )}
    </div>
  );
}
