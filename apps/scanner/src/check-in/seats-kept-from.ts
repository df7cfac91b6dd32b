import { seatsKeptHoursBefore } from "@eventmaster/contract/seats-kept";
import { dateFormat } from "@eventmaster/i18n/format";

/** Milliseconds since 1970 from which the server keeps seats for a device that is online, for people who walk in later. */
export function seatsKeptFrom({ startAt }: { startAt: string }): number {
  return Date.parse(startAt) - seatsKeptHoursBefore * 60 * 60 * 1000;
}

/** As the people at the door read it: by the event's clock. */
export function seatsKeptFromInWords(event: { startAt: string; timeZone: string }): string {
  const { timeZone } = event;
  return dateFormat({ dateStyle: "medium", timeStyle: "short", timeZone }).format(seatsKeptFrom(event));
}
