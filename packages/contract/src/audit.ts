import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { id, idOut, instantOut, line } from "./text.ts";

/** Who did what to what and when. Ids and changed values, no names or addresses: it outlives the people in it. */
export const auditEntry = z.object({
  id: idOut,
  at: instantOut,
  actorId: idOut.nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: idOut,
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditPage = pageOf(auditEntry);

export const listAuditInput = z.strictObject({
  ...pageInput,
  subjectId: id.optional(),
  action: line(100).optional(),
});
