/**
 * What the door can be told (blueprint §4); beside it `event_over`: the event ended more than 12 hours ago, and `left`:
 * a ticket was scanned on its way out.
 */
export const verdicts = [
  "admitted",
  "already_admitted",
  "left",
  "cancelled",
  "wrong_event",
  "not_published",
  "event_over",
  "unknown",
  "forged",
] as const;
export type Verdict = (typeof verdicts)[number];
