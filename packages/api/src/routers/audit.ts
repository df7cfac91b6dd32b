import { auditPage, listAuditInput } from "@eventmaster/contract/audit";
import { listAudit } from "@eventmaster/core/audit/list-audit";
import { requires, router } from "../trpc.ts";

export const audit = router({
  list: requires("audit:read")
    .input(listAuditInput)
    .output(auditPage)
    .query(({ ctx, input }) => listAudit(ctx, input)),
});
