import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { id, idOut, instant, instantOut, line } from "./text.ts";

/** Who did what to what and when. Ids and changed values, no names or addresses: it outlives the people in it. */
export const auditEntry = z.object({
  id: idOut,
  at: instantOut,
  actorId: idOut.nullable(),
  /** As the person is called now; null where the system itself acted, or the person is gone. */
  actorName: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: idOut,
  /** `before` and `after` hold the values of a change; null for what was made or removed. */
  details: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
  /** From where: a network (/24 or /48), not an address. */
  network: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditPage = pageOf(auditEntry);

export const listAuditInput = z.strictObject({
  ...pageInput,
  actorId: id.optional(),
  action: line(100).optional(),
  subjectType: line(100).optional(),
  subjectId: id.optional(),
  /** From this instant on, and before that one. */
  from: instant.optional(),
  to: instant.optional(),
});
