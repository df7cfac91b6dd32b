import { DomainError } from "../domain-error.ts";
import type { EventRow } from "../events/event-view.ts";

/** Whoever registers others, or takes an offered seat, is not held to the window. @throws event_cancelled, event_not_published, event_over */
export function refuseUnlessTakingPlace(event: EventRow, now: Date): void {
  if (event.status === "cancelled") throw new DomainError("event_cancelled");
  if (event.status !== "published") throw new DomainError("event_not_published");
  if (event.endAt <= now) throw new DomainError("event_over");
}

/** Who may register when (CONTRACT §3). @throws the same, and registration_not_open */
export function refuseUnlessOpen(event: EventRow, now: Date): void {
  refuseUnlessTakingPlace(event, now);
  const isTooEarly = event.registrationOpensAt !== null && now < event.registrationOpensAt;
  const isTooLate = event.registrationClosesAt !== null && now >= event.registrationClosesAt;
  if (isTooEarly)
    throw new DomainError("registration_not_open", { message: "Registration has not opened yet." });
  if (isTooLate) throw new DomainError("registration_not_open", { message: "Registration has closed." });
}
