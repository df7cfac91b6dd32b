import type { Verdict } from "@eventmaster/contract/verdicts";
import { scans } from "@eventmaster/db/schema/check-in";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { events } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { TestSystem } from "./test-system.ts";

async function eventById(system: TestSystem, eventId: string) {
  const [event] = await system.db.select().from(events).where(eq(events.id, eventId));
  if (!event) throw new Error("There is no such event");
  return event;
}

/** Another check-in point of an event, of whatever status and tenant. */
export async function pointIn(system: TestSystem, eventId: string): Promise<string> {
  return system.makeCheckInPoint(await eventById(system, eventId), "Gate B");
}

/** A device that works at an event's door. */
export async function deviceAt(system: TestSystem, eventId: string): Promise<string> {
  const { organizationId } = await eventById(system, eventId);
  const deviceId = uuidv7();
  await system.db
    .insert(doorDevices)
    .values({ id: uuidv7(), organizationId, eventId, deviceId, name: "A phone" });
  return deviceId;
}

/** A scan of a ticket that a device let in, with the server's verdict on it. */
export async function scanIn(system: TestSystem, eventId: string, verdict: Verdict): Promise<string> {
  const event = await eventById(system, eventId);
  const [userId, registrationId, scanId] = [uuidv7(), uuidv7(), uuidv7()];
  const within = { organizationId: event.organizationId, eventId };
  await system.db.insert(users).values({ id: userId, email: `${userId}@company.test`, displayName: "Zoë" });
  await system.db.insert(registrations).values({
    ...within,
    id: registrationId,
    userId,
    qrCode: registrationId,
    eventTitle: event.title,
    eventStartAt: event.startAt,
  });
  await system.db.insert(scans).values({
    ...within,
    id: scanId,
    registrationId,
    checkInPointId: await pointIn(system, eventId),
    scannedAt: new Date(),
    verdict,
    deviceVerdict: "admitted",
  });
  return scanId;
}
