import { auditLog } from "@eventmaster/db/schema/audit";
import { uuidv7 } from "uuidv7";
import type { TenantContext } from "../context.ts";
import { noteChangedPasses } from "../wallets/note-changed-passes.ts";
import { announce, hasListeners } from "../webhooks/announce.ts";

export interface AuditRecord {
  action: string;
  subjectType:
    | "event"
    | "registration"
    | "waitlist_entry"
    | "user"
    | "session"
    | "organization"
    | "invitation"
    | "suppressed_address"
    | "api_key"
    | "webhook"
    | "system";
  subjectId: string;
  /** Values before and after; ids but no names, addresses or codes (CONTRACT §1: no personal data). */
  details?: Record<string, unknown>;
  /** Who did it, where that is not the context's actor (a log-in has none yet). */
  actorId?: string;
}

/** Writes the audit row of a change. Call it with the context of the change's own transaction (invariant 6). */
export async function recordAudit(ctx: TenantContext, record: AuditRecord): Promise<void> {
  await recordAudits(ctx, [record]);
}

/** One statement holds 65,535 parameters at most. */
const chunk = 5000;

/** The same for a change of many things, with few statements. */
export async function recordAudits(ctx: TenantContext, records: AuditRecord[]): Promise<void> {
  for (let from = 0; from < records.length; from += chunk) {
    const part = records.slice(from, from + chunk);
    const insert = ctx.db
      .insert(auditLog)
      .values(
        part.map((record) => ({
          id: uuidv7(),
          organizationId: ctx.organizationId,
          at: ctx.now,
          actorId: record.actorId ?? ctx.actor?.userId ?? null,
          action: record.action,
          subjectType: record.subjectType,
          subjectId: record.subjectId,
          requestId: ctx.requestId,
          network: networkOf(ctx.ip),
          details: record.details ?? {},
        })),
      )
      .returning({ isHeard: hasListeners(ctx) });
    // That of one row, which nearly every change writes, is planned once on each connection.
    const [written] = await (part.length === 1 ? insert.prepare("an audit row").execute() : insert);
    // Every change passes here, whichever way it came: what tells other systems of it hangs on the log.
    if (written?.isHeard === true) await announce(ctx, part);
    await noteChangedPasses(ctx, part);
  }
}

/** `203.0.113.7` → `203.0.113.0/24`, `2001:db8:1:2::3` → `2001:db8:1::/48`: enough to see a pattern, too little to be a person. */
export function networkOf(ip: string | null): string | null {
  if (ip === null) return null;
  const v4 = /(?:^|:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/u.exec(ip);
  if (v4) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
  if (!ip.includes(":")) return null;
  const [head = "", tail = ""] = ip.split("%", 1)[0]?.split("::") ?? [];
  const start = head.split(":").filter(Boolean);
  const end = tail.split(":").filter(Boolean);
  const gap = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => "0");
  return `${[...start, ...gap, ...end].slice(0, 3).join(":")}::/48`;
}
