/** What the log's actions are called; one that is not here yet is shown as it is written. */
const words: Record<string, string> = {
  "account.log_in": "Logged in",
  "account.log_out": "Logged out",
  "account.sign_up": "Signed up",
  "session.reuse_detected": "Session ended: an old token was used again",
  "event.create": "Event created",
  "event.update": "Event changed",
  "event.delete": "Event deleted",
  "event.approve": "Event approved",
  "event.reject": "Event rejected",
  "event.resubmit": "Event submitted again",
  "event.cancel": "Event cancelled",
  "event.add_staff": "Door staff added",
  "event.remove_staff": "Door staff removed",
  "event.override_capacity": "Let in over capacity",
  "registration.create": "Registered",
  "registration.cancel": "Registration cancelled",
  "registration.admit": "Checked in",
  "user.change_role": "Role changed",
  "user.create_at_door": "Person added at the door",
};

export const actionOptions = Object.entries(words).map(([value, label]) => ({ value, label }));

export function actionWords(action: string): string {
  return words[action] ?? action;
}

/** The end of an id is what tells two of one minute apart. */
export function shortId(id: string): string {
  return `…${id.slice(-8)}`;
}

/** Details in one line: "status: pending", and what changed as "before → after". */
export function detailsText(details: Record<string, unknown>): string {
  const { before, after, ...rest } = details;
  const parts = Object.entries(rest)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${valueText(value)}`);
  if (isRecord(before) && isRecord(after))
    for (const [name, value] of Object.entries(after))
      parts.unshift(`${name}: ${valueText(before[name])} → ${valueText(value)}`);
  else if (after !== undefined) parts.unshift(`${valueText(before)} → ${valueText(after)}`);
  return parts.join(" · ");
}

function valueText(value: unknown): string {
  if (typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(value)) return shortId(value);
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(value) ?? "none";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
