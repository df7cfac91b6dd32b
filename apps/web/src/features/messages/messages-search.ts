import { pageParam } from "../../lib/search-params.ts";
import { offsetOf, pageSize } from "../lists/page-size.ts";

export interface MessagesSearch {
  page?: number | undefined;
}

export function readMessagesSearch(search: Record<string, unknown>): MessagesSearch {
  return { page: pageParam(search["page"]) };
}

export function messagesInput(eventId: string, { page }: MessagesSearch) {
  return { eventId, limit: pageSize, offset: offsetOf(page) };
}
