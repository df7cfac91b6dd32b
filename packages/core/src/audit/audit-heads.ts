import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { auditChain, auditHeads } from "@eventmaster/db/schema/audit";
import { organizations } from "@eventmaster/db/schema/organizations";
import { and, asc, eq, getTableColumns } from "drizzle-orm";

/** Where an organization's audit log ended at some time: whoever keeps it elsewhere can tell that nothing before it changed. */
export interface AuditHead {
  organizationId: string;
  sequence: number;
  hash: string;
}

/** The ends of all organizations' logs. For operators: it asks across tenants. */
export async function readAuditHeads(
  db: DatabaseOrTransaction,
): Promise<(AuditHead & { slug: string | null })[]> {
  return db
    .select({ ...getTableColumns(auditHeads), slug: organizations.slug })
    .from(auditHeads)
    .leftJoin(organizations, eq(organizations.id, auditHeads.organizationId))
    .orderBy(asc(organizations.slug), asc(auditHeads.organizationId));
}

/** Those of the heads kept earlier that are not in their chain any more: it was cut or written anew since. */
export async function findLostHeads(db: DatabaseOrTransaction, kept: AuditHead[]): Promise<AuditHead[]> {
  const lost: AuditHead[] = [];
  for (const head of kept) {
    const isLink = and(
      eq(auditChain.organizationId, head.organizationId),
      eq(auditChain.sequence, head.sequence),
      eq(auditChain.hash, head.hash),
    );
    if ((await db.$count(auditChain, isLink)) === 0) lost.push(head);
  }
  return lost;
}

/** One head a line, for a file that is kept away from the database. */
export function writeHeads(heads: AuditHead[]): string {
  return heads
    .map(({ organizationId, sequence, hash }) => `${organizationId} ${sequence} ${hash}\n`)
    .join("");
}

/** @throws Error for a line that is none of `writeHeads` */
export function parseHeads(text: string): AuditHead[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [, organizationId, sequence, hash] = /^([0-9a-f-]{36}) (\d+) ([0-9a-f]{64})$/u.exec(line) ?? [];
      if (!organizationId || !sequence || !hash) throw new Error(`This is no head of an audit log: ${line}`);
      return { organizationId, sequence: Number(sequence), hash };
    });
}
