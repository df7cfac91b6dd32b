import { expect, it } from "vitest";
import { isOptionalMail, mailKinds, mayDecline } from "./notifications.ts";
import type { Standing } from "./permissions.ts";

const ofEvents = ["event_approved", "event_rejected", "revision_accepted", "revision_refused"];

it("asks each person of the mails that they could get and may do without", () => {
  const declinable = (standing: Standing) => mailKinds.filter((kind) => mayDecline(standing, kind));
  const ofAnyone = ["registration_confirmed", "registration_cancelled", "reminder_day", "reminder_hour"];
  for (const standing of ["guest", "member"] as const)
    expect(declinable(standing)).toEqual([...ofAnyone, "organizer_message"]);
  expect(declinable("organizer")).toEqual([...ofAnyone, ...ofEvents, "organizer_message"]);
  expect(declinable("admin")).toEqual(mailKinds.filter(isOptionalMail));
  expect(declinable("admin")).toContain("webhook_disabled");
});

it("asks nobody of what guards their account or their ticket", () => {
  for (const kind of [
    "security_notice",
    "reset_password",
    "event_cancelled",
    "cancelled_by_organizer",
  ] as const)
    expect(mayDecline("admin", kind)).toBe(false);
});
