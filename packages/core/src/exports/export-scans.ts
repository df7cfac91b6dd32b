import type { ExportScansInput } from "@eventmaster/contract/exports";
import { admissions, scans, undoneScans } from "@eventmaster/db/schema/check-in";
import { doorDevices } from "@eventmaster/db/schema/door-devices";
import { checkInPoints } from "@eventmaster/db/schema/events";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { scansWhere } from "../check-in/list-scans.ts";
import { deviceOfScan, holder } from "../check-in/logged-scans.ts";
import { type Context, transaction } from "../context.ts";
import type { Download } from "../download.ts";
import { loadEventFor } from "../events/load-event.ts";
import { instantCells, instantColumns, milliseconds, textCell, wordCell } from "./cells.ts";
import { createClock } from "./table.ts";
import { refuseWhileBusy, tableFile } from "./table-file.ts";

interface Row extends Record<string, unknown> {
  id: string;
  scanned_at: number;
  received_at: number;
  direction: string;
  verdict: string;
  is_admission: boolean;
  name: string | null;
  email: string | null;
  point: string;
  scanner: string | null;
  device: string | null;
  undone_at: number | null;
  undone_reason: string | null;
  registration_id: string | null;
}

/** Every scan of an event as a file, in the order of their receipt. For who may see its attendees. @throws forbidden, not_found, rate_limited */
export async function exportScans(ctx: Context, input: ExportScansInput): Promise<Download> {
  const event = await transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "attendee:list", input.eventId);
    refuseWhileBusy();
    await recordAudit(ctx, {
      action: "scans.export",
      subjectType: "event",
      subjectId: event.id,
      details: { format: input.format, verdict: input.verdict ?? null, isSearch: Boolean(input.q) },
    });
    return event;
  });
  const clock = createClock(event.timeZone);
  return tableFile<Row>(ctx, {
    ...input,
    title: event.title,
    subject: "scans",
    columns: [
      ...instantColumns("Scanned", event.timeZone),
      { header: "Verdict" },
      { header: "Direction" },
      { header: "Admitted" },
      { header: "Name" },
      { header: "Email" },
      { header: "Check-in point" },
      { header: "Scanned by" },
      { header: "Device" },
      ...instantColumns("Received", event.timeZone),
      ...instantColumns("Taken back", event.timeZone),
      { header: "Taken back because" },
      { header: "Registration" },
      { header: "Scan" },
    ],
    query: sql`
      select ${scans.id} as id, ${milliseconds(scans.scannedAt)} as scanned_at,
        ${milliseconds(scans.receivedAt)} as received_at, ${scans.direction} as direction, ${scans.verdict} as verdict,
        ${admissions.scanId} is not null as is_admission, ${holder.displayName} as name, ${holder.email} as email,
        ${checkInPoints.name} as point, ${users.displayName} as scanner,
        coalesce(${doorDevices.name}, ${scans.deviceId}) as device,
        ${milliseconds(undoneScans.undoneAt)} as undone_at, ${undoneScans.reason} as undone_reason,
        ${scans.registrationId} as registration_id
      from ${scans}
        join ${checkInPoints} on ${checkInPoints.id} = ${scans.checkInPointId}
        left join ${users} on ${users.id} = ${scans.scannedBy}
        left join ${registrations} on ${registrations.id} = ${scans.registrationId}
        left join ${users} holder on ${holder.id} = ${registrations.userId}
        left join ${admissions} on ${admissions.scanId} = ${scans.id}
        left join ${doorDevices} on ${deviceOfScan}
        left join ${undoneScans} on ${undoneScans.scanId} = ${scans.id}
      where ${scansWhere(event.id, input)}
      order by ${scans.receivedAt}, ${scans.id}`,
    cellsOf: (row) => [
      ...instantCells(row.scanned_at, clock),
      wordCell(row.verdict),
      wordCell(row.direction),
      wordCell(row.is_admission ? "yes" : "no"),
      textCell(row.name),
      textCell(row.email),
      textCell(row.point),
      textCell(row.scanner),
      textCell(row.device),
      ...instantCells(row.received_at, clock),
      ...instantCells(row.undone_at, clock),
      textCell(row.undone_reason),
      wordCell(row.registration_id),
      wordCell(row.id),
    ],
  });
}
