/**
 * Every error that the system says on purpose: its HTTP status (seed, "HTTP Status Codes") and the sentence for
 * a person when the thrower has none of its own.
 */
export const errorCodes = {
  bad_request: { status: 400, message: "The request could not be read." },
  not_signed_in: { status: 401, message: "Log in to go on." },
  wrong_credentials: { status: 401, message: "Email or password is wrong." },
  session_ended: { status: 401, message: "Your session has ended. Log in again." },
  forbidden: { status: 403, message: "Your role does not allow this." },
  wrong_origin: { status: 403, message: "The request came from another site." },
  not_found: { status: 404, message: "Not found." },
  email_taken: { status: 409, message: "There is an account with this email already." },
  already_registered: { status: 409, message: "You are registered for this event already." },
  event_full: { status: 409, message: "This event is full." },
  event_over: { status: 409, message: "This event is over." },
  event_not_published: { status: 409, message: "This event is not open for registration." },
  event_not_pending: { status: 409, message: "This event is not waiting for approval any more." },
  event_not_rejected: { status: 409, message: "Only a rejected event can be submitted again." },
  event_cancelled: { status: 409, message: "This event was cancelled." },
  registration_not_open: { status: 409, message: "Registration is not open now." },
  already_admitted: { status: 409, message: "This ticket was used at the door and cannot be cancelled." },
  last_admin: { status: 409, message: "There must be an admin: this is the last one." },
  review_needed: { status: 409, message: "This change to a published event needs an admin's approval." },
  stale_version: { status: 409, message: "Somebody changed this in the meantime. Look at it again." },
  capacity_below_registered: { status: 409, message: "There are more registrations than that." },
  scan_id_taken: { status: 409, message: "This scan id belongs to another scan." },
  too_large: { status: 413, message: "The request is too large." },
  validation: { status: 422, message: "Some fields need another look." },
  rate_limited: { status: 429, message: "Too many requests. Try again in a moment." },
  internal: { status: 500, message: "Something went wrong on our side." },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCodes;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's
export const errorCodeList = Object.keys(errorCodes) as ErrorCode[];

/** What a client gets beside tRPC's own fields: `fields` maps an input's field to its sentence. */
export interface ErrorData {
  code: ErrorCode;
  fields: Record<string, string>;
  requestId: string;
}
