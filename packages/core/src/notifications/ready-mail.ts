import type { Locale } from "@eventmaster/contract/locales";
import type { Ticket } from "@eventmaster/contract/registrations";
import type { MailKind } from "@eventmaster/contract/notifications";

/** A file that goes with a mail; one with a content id is shown within it. */
export interface MailFile {
  filename: string;
  contentType: string;
  content: string | Uint8Array;
  cid?: string;
}

/** A mail as it is handed to whoever delivers it. Text and HTML say the same. */
export interface ReadyMail {
  to: string;
  kind: MailKind;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  files: MailFile[];
  /** A ticket that goes along as a PDF. Drawing it takes a while: it is done once the transaction is over. */
  ticket?: { shown: Ticket; locale: Locale };
  /** What calendar programs act on. */
  calendar?: { method: "request" | "cancel"; content: string };
}
