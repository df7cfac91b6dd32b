/** The name by which PostgreSQL knows a zone too: JavaScript takes old ones, such as `AET`, that it does not have. */
export function zoneName(timeZone: string): string {
  return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
}
