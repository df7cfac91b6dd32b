import type { Event } from "@eventmaster/contract/events";
import type { Ticket } from "@eventmaster/contract/registrations";
import type { WaitlistEntry } from "@eventmaster/contract/waitlist";
import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { Instant } from "@eventmaster/ui/event-date";
import { SeatMeter } from "@eventmaster/ui/seat-meter";
import { Skeleton } from "@eventmaster/ui/skeleton";
import { Link, useLocation } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { RegisterButton } from "./register-button.tsx";
import { type Offer, registrationOffer } from "./registration-offer.ts";
import { registrationsText } from "./text.ts";

// What is the exception, and brings the component library along.
const Button = lazy(async () => ({ default: (await import("@eventmaster/ui/button")).Button }));
const acts = () => import("./waitlist-acts.tsx");
const JoinButton = lazy(async () => ({ default: (await acts()).JoinButton }));
const OfferedSeat = lazy(async () => ({ default: (await acts()).OfferedSeat }));
const Waiting = lazy(async () => ({ default: (await acts()).Waiting }));

/** Seats, and the one button that matters. */
export function RegistrationPanel({ event }: { event: Event }) {
  return useSession() ? (
    <MemberPanel event={event} />
  ) : (
    <Panel event={event} ticket={null} entry={null} isSignedIn={false} />
  );
}

function MemberPanel({ event }: { event: Event }) {
  const [ticket] = trpc.registrations.forEvent.useSuspenseQuery({ eventId: event.id });
  const { data: entry = null } = trpc.waitlist.forEvent.useQuery(
    { eventId: event.id },
    // A place moves up, and a seat is offered, while the page is open.
    { refetchInterval: ({ state }) => (state.data ? 20_000 : false) },
  );
  return <Panel event={event} ticket={ticket} entry={entry} isSignedIn />;
}

function Panel({
  event,
  ticket,
  entry,
  isSignedIn,
}: {
  event: Event;
  ticket: Ticket | null;
  entry: WaitlistEntry | null;
  isSignedIn: boolean;
}) {
  const t = useText(registrationsText);
  const now = useNow();
  const offer = registrationOffer(event, { ticket, entry, isSignedIn }, now);
  const panel = useRef<HTMLElement>(null);
  const [pressedAt, setPressedAt] = useState<Offer["kind"] | null>(null);
  // The pressed button goes away with its offer: the ticket's link, or the reason, takes its place for the keyboard.
  useEffect(() => {
    if (pressedAt !== null && offer.kind !== pressedAt)
      (panel.current?.querySelector("a") ?? panel.current)?.focus();
  }, [pressedAt, offer.kind]);
  const isOver = new Date(event.endAt) <= now;
  const showsSeats = !isOver && offer.kind !== "cancelled" && offer.kind !== "not_published";
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={t.registration}
      className="no-print flex flex-col gap-5 rounded-card border border-line bg-raised p-5 sm:p-6"
    >
      {showsSeats && <SeatMeter taken={event.capacity - event.seatsLeft} capacity={event.capacity} />}
      <Suspense fallback={<Skeleton className="h-14" />}>
        <OfferView event={event} offer={offer} now={now} onPress={() => setPressedAt(offer.kind)} />
      </Suspense>
    </section>
  );
}

function OfferView({
  event,
  offer,
  now,
  onPress,
}: {
  event: Event;
  offer: Offer;
  now: Date;
  onPress: () => void;
}) {
  const t = useText(registrationsText);
  switch (offer.kind) {
    case "registered":
      return <Registered ticket={offer.ticket} isOver={new Date(event.endAt) <= now} />;
    case "open":
      return <RegisterButton event={event} isAgain={offer.isAgain} onPress={onPress} />;
    case "offered":
      return <OfferedSeat event={event} expiresAt={offer.expiresAt} now={now} onPress={onPress} />;
    case "waiting":
      return <Waiting event={event} position={offer.position} />;
    case "log_in":
      return <LogInFirst label={t.logInToRegister} />;
    case "full":
      return (
        <>
          <Closed title={t.full}>{offer.mayWait ? t.fullHint : t.fullLate}</Closed>
          {!offer.mayWait ? null : offer.isSignedIn ? (
            <JoinButton event={event} />
          ) : (
            <LogInFirst label={t.logInToWait} />
          )}
        </>
      );
    case "not_open_yet":
      return (
        <>
          <Closed title={t.notOpen}>
            {t.opensOn} <Instant at={offer.opensAt} />
          </Closed>
          <Button size="large" isWide disabledReason={t.notOpenReason}>
            {t.register}
          </Button>
        </>
      );
    case "closed":
      return (
        <Closed title={t.closed}>
          {t.openUntil} <Instant at={offer.closedAt} />
        </Closed>
      );
    case "over":
      return <Closed title={t.over} />;
    case "cancelled":
      return <Closed title={t.cancelled}>{t.cancelledHint}</Closed>;
    case "not_published":
      return <Closed title={t.notPublished}>{t.notPublishedHint}</Closed>;
  }
}

function LogInFirst({ label }: { label: string }) {
  const t = useText(registrationsText);
  const location = useLocation();
  return (
    <>
      <Link
        to="/login"
        search={{ redirect: location.pathname }}
        className={buttonStyles({ size: "large", isWide: true })}
      >
        {label}
      </Link>
      <p className="text-sm text-ink-muted">
        {t.noAccount}{" "}
        <Link
          to="/signup"
          search={{ redirect: location.pathname }}
          className="font-semibold text-accent underline underline-offset-3"
        >
          {t.signUp}
        </Link>
        <span className="block">{t.signUpHint}</span>
      </p>
    </>
  );
}

function Closed({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div>
      <p className="text-lg font-bold">{title}</p>
      {children && <p className="mt-1 text-ink-muted">{children}</p>}
    </div>
  );
}

function Registered({ ticket, isOver }: { ticket: Ticket; isOver: boolean }) {
  const t = useText(registrationsText);
  const wasIn = ticket.status === "checked_in";
  return (
    <>
      {isOver && <Closed title={t.over} />}
      {(wasIn || !isOver) && (
        <p className="flex items-center gap-2.5 text-lg font-bold text-positive">
          <CircleCheck aria-hidden className="size-6 shrink-0" />
          {wasIn ? t.youAreIn : t.youAreRegistered}
        </p>
      )}
      <Link
        to="/tickets/$registrationId"
        params={{ registrationId: ticket.id }}
        className={buttonStyles({
          size: "large",
          isWide: true,
          variant: isOver ? "secondary" : "primary",
        })}
      >
        {t.seeTicket}
      </Link>
    </>
  );
}
