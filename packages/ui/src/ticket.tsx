import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import type { EventCategory } from "@eventmaster/contract/events";
import type { RegistrationStatus } from "@eventmaster/contract/registrations";
import { CircleCheck, MapPin, Sun, TicketX, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { RegistrationStatusBadge } from "./badge.tsx";
import { classNames } from "./class-names.ts";
import { EventCover } from "./event-cover.tsx";
import { EventDate } from "./event-date.tsx";
import type { Moment } from "./event-time.ts";
import { QrCode } from "./qr-code.tsx";
import { ticketText } from "./ticket-text.ts";

export type TicketProps = {
  event: {
    id: string;
    title: string;
    category: EventCategory;
    startAt: Moment;
    endAt?: Moment | undefined;
    timeZone: string;
    location: string;
  };
  holder: string;
  status: RegistrationStatus;
  /** The text in the QR; none for a cancelled ticket. */
  code?: string | null | undefined;
  checkedInAt?: Moment | undefined;
  /** Buttons below the code: "Add to calendar", "Cancel registration". */
  actions?: ReactNode;
  /** The heading's level where the ticket stands. */
  headingLevel?: "h1" | "h2" | "h3" | undefined;
  className?: string | undefined;
};

export function Ticket({
  event,
  holder,
  status,
  code,
  checkedInAt,
  actions,
  headingLevel = "h2",
  className,
}: TicketProps) {
  const t = useText(ticketText);
  const Title = headingLevel;
  const isCancelled = status === "cancelled";
  return (
    <article
      className={classNames(
        "mx-auto w-full max-w-md break-inside-avoid rounded-sheet border border-line bg-raised shadow-raised print:border-black print:shadow-none",
        className,
      )}
    >
      <EventCover
        event={event}
        className={classNames(
          "h-24 w-full rounded-t-[calc(var(--radius-sheet)-1px)]",
          isCancelled && "grayscale",
        )}
      />
      <div className="flex flex-col gap-4 px-5 pt-5 pb-5 sm:px-7">
        <div className="flex flex-col gap-3">
          <RegistrationStatusBadge status={status} />
          <Title
            className={classNames(
              "display-type text-[clamp(1.75rem,1.4rem+2vw,2.25rem)] text-pretty",
              isCancelled && "text-ink-muted line-through decoration-2",
            )}
          >
            {event.title}
          </Title>
        </div>
        <EventDate startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} isLarge />
        <div className="flex flex-col gap-2 text-lg">
          <Line icon={MapPin} label={t.place}>
            {event.location}
          </Line>
          <Line icon={UserRound} label={t.ticketOf}>
            {holder}
          </Line>
        </div>
      </div>
      <Perforation />
      {isCancelled || !code ? (
        <div className="flex flex-col items-center px-6 pt-4 pb-8 text-center">
          <TicketX aria-hidden className="mb-3 size-12 text-ink-muted" strokeWidth={1.5} />
          <p className="text-lg font-bold">{isCancelled ? t.ticketCancelled : t.noCode}</p>
          <p className="text-ink-muted">{isCancelled ? t.opensNoDoor : t.reloadOnline}</p>
        </div>
      ) : (
        <div className="px-3 pt-1 pb-4 sm:px-7">
          {status === "checked_in" && (
            <p className="mb-3 flex items-center justify-center gap-2 rounded-field bg-positive-soft px-3 py-2.5 font-semibold text-positive">
              <CircleCheck aria-hidden className="size-5 shrink-0" />
              <span>
                {checkedInAt === undefined ? (
                  t.youAreIn
                ) : (
                  <CheckedInTime at={checkedInAt} timeZone={event.timeZone} />
                )}
              </span>
            </p>
          )}
          <div className="mx-auto max-w-80 rounded-card bg-white">
            <QrCode text={code} label={t.codeFor(event.title)} className="rounded-card" />
          </div>
          <p className="no-print mt-3 text-center text-sm text-ink-muted">
            <Sun aria-hidden className="me-1.5 inline-block size-4 align-[-0.15em]" />
            {t.screenBright}
          </p>
        </div>
      )}
      {actions && (
        <div className="no-print flex flex-wrap gap-2.5 border-t border-line px-5 py-4 sm:px-7">
          {actions}
        </div>
      )}
    </article>
  );
}

function Line({ icon: Icon, label, children }: { icon: typeof MapPin; label: string; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2.5">
      <Icon aria-hidden className="mt-[0.2em] size-5 shrink-0 text-accent" />
      <span className="min-w-0">
        <span className="sr-only">{label}: </span>
        {children}
      </span>
    </p>
  );
}

function CheckedInTime({ at, timeZone }: { at: Moment; timeZone: string }) {
  const moment = new Date(at);
  const t = useText(ticketText);
  return (
    <time dateTime={moment.toISOString()}>
      {t.youAreInSince(dateFormat({ timeZone, timeStyle: "short" }).format(moment))}
    </time>
  );
}

/** Where a printed ticket is torn: two notches and a dotted line. */
function Perforation() {
  return (
    <div aria-hidden className="relative h-8">
      <span className="absolute inset-x-7 top-1/2 border-t-[3px] border-dotted border-line-strong/70" />
      <span className="absolute top-1/2 -start-px h-7 w-3.5 -translate-y-1/2 rounded-e-full border border-s-0 border-line bg-surface" />
      <span className="absolute top-1/2 -end-px h-7 w-3.5 -translate-y-1/2 rounded-s-full border border-e-0 border-line bg-surface" />
    </div>
  );
}
