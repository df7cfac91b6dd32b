/** What the door can be told (blueprint §4), and `event_over`: the event ended more than 12 hours ago. */
export const verdicts = [
  "admitted",
  "already_admitted",
  "cancelled",
  "wrong_event",
  "not_published",
  "event_over",
  "unknown",
  "forged",
] as const;
export type Verdict = (typeof verdicts)[number];
