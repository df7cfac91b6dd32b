/** What an event's dashboard asks for: the loader and the page the same. */
export function eventReportInput(eventId: string) {
  return { eventId, stepMinutes: 15 as const };
}
