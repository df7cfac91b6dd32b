import type { ExportAuditInput } from "@eventmaster/contract/exports";
import { auditLog } from "@eventmaster/db/schema/audit";
import { organizations } from "@eventmaster/db/schema/organizations";
import { users } from "@eventmaster/db/schema/users";
import { eq, sql } from "drizzle-orm";
import { auditWhere } from "../audit/list-audit.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { authorize } from "../authorize.ts";
import { type Context, transaction } from "../context.ts";
import type { Download } from "../download.ts";
import { milliseconds, textCell, wordCell } from "./cells.ts";
import { refuseWhileBusy, tableFile } from "./table-file.ts";

interface Row extends Record<string, unknown> {
  id: string;
  at: number;
  action: string;
  actor: string | null;
  actor_id: string | null;
  subject_type: string;
  subject_id: string;
  details: Record<string, unknown>;
  request_id: string | null;
  network: string | null;
}

/** The organization's audit log as a file, oldest first; it is in the log too. @throws not_signed_in, forbidden, rate_limited */
export async function exportAudit(ctx: Context, input: ExportAuditInput): Promise<Download> {
  authorize(ctx, "audit:read");
  const organization = await transaction(ctx, async (ctx) => {
    refuseWhileBusy();
    await recordAudit(ctx, {
      action: "audit.export",
      subjectType: "organization",
      subjectId: ctx.organizationId,
      details: { format: input.format, action: input.action ?? null, subjectType: input.subjectType ?? null },
    });
    const [found] = await ctx.db
      .select({ name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, ctx.organizationId));
    return found;
  });
  return tableFile<Row>(ctx, {
    ...input,
    title: organization?.name ?? "",
    subject: "audit",
    columns: [
      { header: "At (UTC)" },
      { header: "Action" },
      { header: "By" },
      { header: "By (id)" },
      { header: "Subject" },
      { header: "Subject (id)" },
      { header: "Details" },
      { header: "Request" },
      { header: "Network" },
      { header: "Entry" },
    ],
    query: sql`
      select ${auditLog.id} as id, ${milliseconds(auditLog.at)} as at, ${auditLog.action} as action,
        ${users.displayName} as actor, ${auditLog.actorId} as actor_id, ${auditLog.subjectType} as subject_type,
        ${auditLog.subjectId} as subject_id, ${auditLog.details} as details, ${auditLog.requestId} as request_id,
        ${auditLog.network} as network
      from ${auditLog} left join ${users} on ${users.id} = ${auditLog.actorId}
      where ${auditWhere(ctx, input)}
      order by ${auditLog.at}, ${auditLog.id}`,
    cellsOf: (row) => [
      wordCell(new Date(row.at).toISOString()),
      wordCell(row.action),
      textCell(row.actor),
      wordCell(row.actor_id),
      wordCell(row.subject_type),
      wordCell(row.subject_id),
      textCell(JSON.stringify(row.details)),
      textCell(row.request_id),
      wordCell(row.network),
      wordCell(row.id),
    ],
  });
}
