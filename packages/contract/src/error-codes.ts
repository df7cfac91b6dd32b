import type { Event } from "./events.ts";

/**
 * Every error that the system says on purpose: its HTTP status (seed, "HTTP Status Codes") and the sentence for
 * a person when the thrower has none of its own. Other languages: packages/client/src/errors-text.*.ts.
 */
export const errorCodes = {
  bad_request: { status: 400, message: "The request could not be read." },
  link_expired: {
    status: 400,
    message: "This link does not work any more: it was used, or it has expired. Ask for a new one.",
  },
  not_signed_in: { status: 401, message: "Log in to go on." },
  wrong_credentials: { status: 401, message: "Email or password is wrong." },
  session_ended: { status: 401, message: "Your session has ended. Log in again." },
  pass_expired: { status: 401, message: "This device's pass does not work (any more)." },
  forbidden: { status: 403, message: "Your role does not allow this." },
  device_revoked: {
    status: 403,
    message: "This device was taken off the door. Hand in its scans, and ask the organizer.",
  },
  wrong_origin: { status: 403, message: "The request came from another site." },
  not_found: { status: 404, message: "Not found." },
  organization_not_found: { status: 404, message: "There is no such organization." },
  email_taken: { status: 409, message: "There is an account with this email already." },
  already_registered: { status: 409, message: "You are registered for this event already." },
  event_full: { status: 409, message: "This event is full." },
  event_over: { status: 409, message: "This event is over." },
  event_not_published: { status: 409, message: "This event is not open for registration." },
  event_not_pending: { status: 409, message: "This event is not waiting for approval any more." },
  nobody_to_write_to: { status: 409, message: "There is nobody to write to." },
  event_not_rejected: { status: 409, message: "Only a rejected event can be submitted again." },
  event_cancelled: { status: 409, message: "This event was cancelled." },
  registration_cancelled: { status: 409, message: "This registration was cancelled: it has no ticket." },
  registration_not_open: { status: 409, message: "Registration is not open now." },
  already_admitted: { status: 409, message: "This ticket was used at the door and cannot be cancelled." },
  slug_taken: { status: 409, message: "Another organization has this short name." },
  already_member: { status: 409, message: "This person is a member already." },
  other_email: { status: 409, message: "This invitation is for another email address." },
  last_admin: { status: 409, message: "There must be an admin: this is the last one." },
  event_not_full: { status: 409, message: "There are free seats: register instead." },
  no_offer: { status: 409, message: "You have no offer of a seat at this event." },
  offer_expired: { status: 409, message: "The offer of this seat has expired." },
  revision_not_open: { status: 409, message: "This proposal was decided on or withdrawn already." },
  revision_unfit: { status: 409, message: "This proposal does not fit the event any more." },
  stale_version: { status: 409, message: "Somebody changed this in the meantime. Look at it again." },
  capacity_below_registered: { status: 409, message: "There are more registrations than that." },
  check_in_point_taken: { status: 409, message: "This event has a check-in point of this name already." },
  last_check_in_point: { status: 409, message: "An event needs a check-in point: this is the last one." },
  check_in_point_used: { status: 409, message: "Tickets were admitted at this check-in point." },
  nothing_to_undo: { status: 409, message: "This scan let nobody in or out." },
  not_a_conflict: { status: 409, message: "This scan is in no conflict." },
  import_id_taken: { status: 409, message: "This id belongs to another import." },
  scan_id_taken: { status: 409, message: "This scan id belongs to another scan." },
  seat_not_synced: {
    status: 409,
    message: "Another device gave this ticket to a walk-in, and has not sent it yet.",
  },
  too_many_check_in_points: {
    status: 409,
    message: "An event can have 100 check-in points at most.",
  },
  too_many_staff: { status: 409, message: "An event can have 500 people on its door staff at most." },
  too_many_webhooks: {
    status: 409,
    message: "There are as many webhooks as there may be: delete one first.",
  },
  webhook_off: { status: 409, message: "This webhook is turned off: turn it on first." },
  delivery_pending: { status: 409, message: "This message is still being sent." },
  wallet_not_set_up: { status: 404, message: "This system makes no passes for that wallet." },
  too_large: { status: 413, message: "The request is too large." },
  validation: { status: 422, message: "Some fields need another look." },
  rate_limited: { status: 429, message: "Too many requests. Try again in a moment." },
  internal: { status: 500, message: "Something went wrong on our side." },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCodes;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's
export const errorCodeList = Object.keys(errorCodes) as ErrorCode[];

/** What a stale edit ran into: the event as it is now, and both values of each field that it would have changed. */
export interface EditConflict {
  current: Event;
  differences: { field: string; yours: unknown; theirs: unknown }[];
}

/** What a client gets beside tRPC's own fields: `fields` maps an input's field to its sentence. */
export interface ErrorData {
  code: ErrorCode;
  fields: Record<string, string>;
  requestId: string;
  /** Of `stale_version`, where an edit of an event met a newer version. */
  conflict?: EditConflict | undefined;
  /** Of `rate_limited`: seconds until it is worth trying again. */
  retryAfterSeconds?: number | undefined;
}
