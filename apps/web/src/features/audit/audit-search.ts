import { idParam, pageParam } from "../../lib/search-params.ts";

export interface AuditSearch {
  action?: string | undefined;
  /** What kind of thing, and one thing of it. */
  about?: string | undefined;
  subject?: string | undefined;
  actor?: string | undefined;
  /** Days of the reader's own calendar, `2026-03-14`. */
  from?: string | undefined;
  to?: string | undefined;
  page?: number | undefined;
}

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  return {
    action: nameParam(search["action"]),
    about: nameParam(search["about"]),
    subject: idParam(search["subject"]),
    actor: idParam(search["actor"]),
    from: dayParam(search["from"]),
    to: dayParam(search["to"]),
    page: pageParam(search["page"]),
  };
}

/** As the log writes names; which of them there are, its words know, which do not belong into every page's first load. */
function nameParam(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z_]{1,40}(?:\.[a-z_]{1,40})?$/u.test(value) ? value : undefined;
}

function dayParam(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/u.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
