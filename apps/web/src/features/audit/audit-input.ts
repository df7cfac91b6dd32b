import { stringifySearch } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";
import type { AuditSearch } from "./audit-search.ts";

export function auditInput({ action, about, subject, actor, from, to, page }: AuditSearch) {
  return {
    action,
    subjectType: about,
    subjectId: subject,
    actorId: actor,
    from: from && startOfDay(from, 0),
    to: to && startOfDay(to, 1),
    limit: pageSize,
    offset: offsetOf(page),
  };
}

/** The log as a file, by the filters that one sees it with. */
export function auditFile(ending: "csv" | "xlsx", search: AuditSearch): string {
  const { action, subjectType, subjectId, actorId, from, to } = auditInput(search);
  const filters = { action, subject_type: subjectType, subject_id: subjectId, actor_id: actorId, from, to };
  return `/api/v1/audit.${ending}${stringifySearch(filters)}`;
}

/** Midnight where the reader is, so many days later. */
function startOfDay(day: string, later: number): string {
  const midnight = new Date(`${day}T00:00:00`);
  midnight.setDate(midnight.getDate() + later);
  return midnight.toISOString();
}
