import { describe, expect, test } from "vitest";
import { cancelledByOrganizerMail } from "./cancelled-by-organizer.ts";
import { claimAccountMail } from "./claim-account.ts";
import { emailChangedMail } from "./email-changed.ts";
import { eventCancelledMail } from "./event-cancelled.ts";
import { eventChangedMail } from "./event-changed.ts";
import { eventDecisionMail } from "./event-decision.ts";
import { eventDeletedMail } from "./event-deleted.ts";
import { invitationMail } from "./invitation.ts";
import { registeredByOrganizerMail } from "./registered-by-organizer.ts";
import { resetPasswordMail } from "./reset-password.ts";
import { verifyEmailMail } from "./verify-email.ts";
import { waitlistClosedMail } from "./waitlist-closed.ts";
import { waitlistOfferMail } from "./waitlist-offer.ts";

const to = "ada@company.test";
const nasty = `<script>alert("x")</script> & 'Søren'`;
const link = 'https://events.test/open?token=abc&next="/"';
const person = { to, displayName: nasty, link };
const about = { ...person, eventTitle: nasty };

const mails = [
  verifyEmailMail(person),
  resetPasswordMail(person),
  emailChangedMail(person),
  claimAccountMail(about),
  invitationMail({ to, organizationName: nasty, inviterName: nasty, role: "organizer", link }),
  waitlistOfferMail({ ...about, expiresAt: new Date("2026-07-01T10:00:00Z"), timeZone: "Asia/Taipei" }),
  eventChangedMail({ ...about, changes: [{ label: "Place", before: nasty, after: "Hall 2" }] }),
  eventCancelledMail({ ...about, reason: nasty }),
  registeredByOrganizerMail({ ...about, startAt: new Date(), timeZone: "UTC", location: nasty }),
  cancelledByOrganizerMail({ ...about, reason: nasty }),
  waitlistClosedMail({ ...about, cause: "event_cancelled", reason: nasty }),
  ...(["event_approved", "event_rejected", "revision_accepted", "revision_refused"] as const).map(
    (decision) => eventDecisionMail({ ...about, decision, reason: nasty }),
  ),
];

describe.each(mails.map((mail) => [mail.kind, mail] as const))("%s", (_, mail) => {
  test("says the same in text as typed and in HTML escaped, with its link and why it came", () => {
    expect(mail.to).toBe(to);
    expect(mail.text).toContain(nasty);
    expect(mail.text).toContain(link);
    expect(mail.text).toMatch(/\n--\nYou get this mail because [^\n]+\.\n$/u);
    expect(mail.html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Søren&#39;");
    expect(mail.html).toContain('href="https://events.test/open?token=abc&amp;next=&quot;/&quot;"');
    expect(mail.html).toContain("You get this mail because");
    expect(mail.html).not.toContain("<script>");
  });

  test("has a subject of one line", () => {
    expect(mail.subject).toMatch(/^[^\r\n]+$/u);
  });
});

test("a title with line breaks cannot add a header", () => {
  const { subject } = eventCancelledMail({ ...about, eventTitle: "A\r\nBcc: eve@evil.test", reason: null });
  expect(subject).toBe("Cancelled: A Bcc: eve@evil.test");
});

test("an offer's end is told on the event's clock, with its zone", () => {
  const { text } = waitlistOfferMail({
    ...about,
    expiresAt: new Date("2026-07-01T10:00:00Z"),
    timeZone: "Europe/Berlin",
  });
  expect(text).toContain("until Wednesday, 1 July 2026 at 12:00 CEST.");
});

test("without a reason none is mentioned", () => {
  expect(eventCancelledMail({ ...about, reason: null }).text).not.toContain("says");
  expect(eventDecisionMail({ ...about, decision: "event_approved", reason: null }).text).not.toContain(
    "reason",
  );
});

test("of an event that is gone there is no link, and who waited held no ticket", () => {
  const gone = { ...about, startAt: new Date("2026-07-01T10:00:00Z"), timeZone: "Europe/Berlin" };
  const toHolder = eventDeletedMail({ ...gone, heldTicket: true });
  expect(toHolder.text).toContain("on Wednesday, 1 July 2026 at 12:00 CEST was removed");
  expect(toHolder.text).toContain("Your ticket is no longer valid.");
  expect(toHolder.text).not.toContain("https://");
  const toWaiting = eventDeletedMail({ ...gone, heldTicket: false });
  expect(toWaiting.text).not.toContain("ticket");
});

test("who waited is told why no seat comes", () => {
  const waited = { ...about, reason: null };
  expect(waitlistClosedMail({ ...waited, cause: "event_cancelled" }).text).toContain("does not take place");
  expect(waitlistClosedMail({ ...waited, cause: "event_begun" }).text).toContain("The waitlist is closed.");
});
