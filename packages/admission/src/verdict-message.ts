import type { Decision, KnownAdmission } from "./decide.ts";

export interface VerdictMessageOptions {
  holderName: string | null;
  /** The event's IANA time zone: the door speaks of the time on its own wall. */
  timeZone: string;
  /** An event that was called off says so itself: its tickets were not cancelled one by one. */
  eventStatus?: string | undefined;
  /** How dates are written; the sentence itself is English. "en-GB" unless told. */
  locale?: string;
  /** Decides whether the earlier admission was on another day. The present unless told. */
  now?: Date;
}

/**
 * The sentence for the door, as plain text: "Already admitted at 18:42 at Gate B by Bob". What is not known
 * is left out. Throws RangeError for an unknown time zone, malformed locale or invalid date.
 * Source: CONTRACT section 3, "Verify".
 */
export function verdictMessage(
  decision: Pick<Decision, "verdict" | "admission" | "isReEntry">,
  options: VerdictMessageOptions,
): string {
  switch (decision.verdict) {
    case "admitted":
      return [decision.isReEntry ? "Welcome back" : "Welcome", known(options.holderName)]
        .filter(Boolean)
        .join(", ");
    case "left":
      return ["Goodbye", known(options.holderName)].filter(Boolean).join(", ");
    case "already_admitted":
      return ["Already admitted", ...admissionDetails(decision.admission, options)].filter(Boolean).join(" ");
    case "cancelled":
      return options.eventStatus === "cancelled" ? "This event was cancelled" : "This ticket was cancelled";
    case "wrong_event":
      return "This ticket is for another event";
    case "not_published":
      return "This event is not published";
    case "event_over":
      return "This event is over";
    case "unknown":
      return "No ticket was found for this code";
    case "forged":
      return "This ticket is not genuine";
  }
}

function admissionDetails(admission: KnownAdmission | null, options: VerdictMessageOptions): string[] {
  if (admission === null) return [];
  const checkPoint = known(admission.checkPoint);
  const admittedBy = known(admission.admittedBy);
  return [
    whenAdmitted(admission.admittedAt, options),
    checkPoint && `at ${checkPoint}`,
    admittedBy && `by ${admittedBy}`,
  ];
}

function whenAdmitted(admittedAt: Date, options: VerdictMessageOptions): string {
  const { timeZone, locale = "en-GB", now = new Date() } = options;
  const write = (format: Intl.DateTimeFormatOptions, at: Date) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...format }).format(at);
  const isSame = (format: Intl.DateTimeFormatOptions) => write(format, admittedAt) === write(format, now);

  const time = `at ${write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, admittedAt)}`;
  if (isSame({ dateStyle: "short" })) return time;
  const date: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  return `on ${write(isSame({ year: "numeric" }) ? date : { ...date, year: "numeric" }, admittedAt)} ${time}`;
}

/** A blank name says as little as none. */
function known(text: string | null): string {
  return text?.trim() ?? "";
}
