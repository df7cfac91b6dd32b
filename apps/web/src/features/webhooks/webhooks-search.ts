import { pageParam, textParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface WebhooksSearch {
  /** The webhook whose log is shown. */
  log?: string | undefined;
  page?: number | undefined;
}

export function readWebhooksSearch(search: Record<string, unknown>): WebhooksSearch {
  return { log: textParam(search["log"]), page: pageParam(search["page"]) };
}

export function deliveriesInput(webhookId: string, page: number | undefined) {
  return { webhookId, limit: pageSize, offset: offsetOf(page) };
}
