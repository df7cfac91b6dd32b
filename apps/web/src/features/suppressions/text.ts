import { text } from "@eventmaster/i18n/text";

export const suppressionsText = text("suppressions", {
  list: "Unreachable addresses",
  note: "A mail server said that these addresses do not exist, so nothing is sent to them. Let mails go there again once the mailbox is mended.",
  address: "Address",
  reason: "The server’s answer",
  bounced: "Reported as bounced",
  since: "Since",
  acts: "Acts",
  lift: (email: string) => `Send again: ${email}`,
  liftShort: "Send again",
  liftQuestion: (email: string) => `Send mails to ${email} again?`,
  liftNote:
    "New mails go there again. What was not sent meanwhile is not sent later; should the server refuse again, the address comes back here.",
  lifted: "Mails go there again",
  back: "Back",
  none: "Every address is reachable",
  noneNext: "An address that its mail server refuses for good is listed here.",
});
