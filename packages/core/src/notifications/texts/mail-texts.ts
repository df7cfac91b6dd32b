import type { Locale } from "@eventmaster/contract/locales";
import type { MailKind, SecurityEvent } from "@eventmaster/contract/notifications";
import type { Role } from "@eventmaster/contract/permissions";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { zhHant } from "./zh-hant.ts";

/** What one mail says. */
export interface Wording {
  subject: string;
  paragraphs: string[];
  /** What stands on its button. */
  action?: string;
  /** One sentence: why this person gets this mail. */
  why: string;
}

interface Titled {
  eventTitle: string;
}

/** What a kind's wording speaks of, as its readers read it. */
interface Subjects {
  verify_email: object;
  reset_password: object;
  email_changed: { canTakeBack: boolean };
  security_notice: { event: SecurityEvent; at: string; keys: string; keyCount: number };
  claim_account: Titled;
  invitation: { organizationName: string; inviterName: string; role: Role };
  registration_confirmed: Titled;
  registration_cancelled: Titled;
  registered_by_organizer: Titled;
  cancelled_by_organizer: Titled;
  registration_restored: Titled;
  waitlist_offer: Titled & { until: string };
  waitlist_closed: Titled & { isCancelled: boolean };
  event_changed: Titled;
  event_cancelled: Titled;
  event_deleted: Titled & { begins: string; heldTicket: boolean };
  reminder_day: Titled;
  reminder_hour: Titled;
  event_approved: Titled;
  event_rejected: Titled;
  revision_accepted: Titled;
  revision_refused: Titled;
  organizer_message: Titled & { subject: string };
  webhook_disabled: { endpoint: string; because: "failing" | "gone" };
}

/** All that mails say in one language. */
export interface MailTexts {
  hello: (name: string) => string;
  helloThere: string;
  /** Before the address itself, for programs that show no buttons. */
  linkFallback: string;
  settings: string;
  unsubscribe: string;
  quoted: (name: string) => string;
  dateAndTime: (moment: { date: string; time: string }) => string;
  begins: string;
  ends: string;
  beginsForYou: string;
  byYourClock: (moment: string) => string;
  title: string;
  place: string;
  ticketOf: string;
  before: (value: string) => string;
  reason: string;
  qrCode: string;
  /** What a kind is called where people choose which mails they get. */
  kinds: Record<MailKind, string>;
  mails: { [Kind in MailKind]: (about: Subjects[Kind]) => Wording };
  /** The page that a mail's own link to end such mails leads to. */
  unsubscribing: {
    title: string;
    ask: (kind: string) => string;
    confirm: string;
    done: (kind: string) => string;
    unknown: string;
    settings: string;
  };
}

const textsOf: Record<Locale, MailTexts> = { en, de, "zh-Hant": zhHant };

export function mailTexts(locale: Locale): MailTexts {
  return textsOf[locale];
}
