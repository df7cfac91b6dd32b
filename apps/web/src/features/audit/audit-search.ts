import { oneOf, pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";
import { actionOptions } from "./audit-words.ts";

export interface AuditSearch {
  action?: string | undefined;
  subject?: string | undefined;
  page?: number | undefined;
}

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const subject = search["subject"];
  return {
    action: oneOf(
      actionOptions.map(({ value }) => value),
      search["action"],
    ),
    subject: typeof subject === "string" && /^[0-9a-f-]{36}$/iu.test(subject) ? subject : undefined,
    page: pageParam(search["page"]),
  };
}

export function auditInput({ action, subject, page }: AuditSearch) {
  return { action, subjectId: subject, limit: pageSize, offset: offsetOf(page) };
}
