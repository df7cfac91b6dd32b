import { type MessageAudience, messageAudiences } from "@eventmaster/contract/messages";
import { oneOf } from "../../lib/search-params.ts";

export interface MessageFields {
  audience: MessageAudience;
  subject: string;
  body: string;
  isEssential: boolean;
  /** Of an attempt to send exactly this, whose answer may have been lost: sent again by it, it is sent once. "" before. */
  messageId: string;
}

export const emptyMessage: MessageFields = {
  audience: "holders",
  subject: "",
  body: "",
  isEssential: false,
  messageId: "",
};

/** What the API has something to say of. */
export const messageFieldNames = ["audience", "subject", "body", "isEssential"] as const;

/** Of a stored draft, what fits the form's fields by its kind. */
export function messageInDraft(stored: Record<string, unknown>): MessageFields {
  const textOf = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    audience: oneOf(messageAudiences, stored["audience"]) ?? emptyMessage.audience,
    subject: textOf(stored["subject"]),
    body: textOf(stored["body"]),
    isEssential: stored["isEssential"] === true,
    messageId: textOf(stored["messageId"]),
  };
}
