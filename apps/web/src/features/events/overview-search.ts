/** What the page of an event shows of its proposals; there is one open at most. */
export function openRevisionInput(eventId: string) {
  return { eventId, limit: 1 };
}
