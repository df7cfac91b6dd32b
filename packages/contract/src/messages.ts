import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { flag, id, idOut, instantOut, line, paragraphs, unlessMissing } from "./text.ts";

/** Whom an organizer can write to: everybody with a ticket, those of them who have not come in yet, or who waits for a seat. */
export const messageAudiences = ["holders", "not_admitted", "waitlist"] as const;
export type MessageAudience = (typeof messageAudiences)[number];

const messageFields = {
  eventId: id,
  audience: z.enum(messageAudiences, unlessMissing("Must be holders, not_admitted or waitlist")),
  subject: line(150),
  /** Markdown: links, lists, emphasis. HTML in it is text. */
  body: paragraphs(10_000),
  /** Goes also to people who want no messages, because it is something that they must know. */
  isEssential: flag.default(false),
};

export const previewMessageInput = z.strictObject(messageFields);
/** `messageId` is made by the sender: a message that is sent again, after an answer was lost, is sent once. */
export const sendMessageInput = z.strictObject({ ...messageFields, messageId: id });
export type SendMessageInput = z.infer<typeof sendMessageInput>;

/** The mail as its readers get it, in the sender's language, and how many they are. */
export const messagePreview = z.object({
  recipientCount: z.number(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});
export type MessagePreview = z.infer<typeof messagePreview>;

export const eventMessage = z.object({
  id: idOut,
  eventId: idOut,
  /** Null for somebody whose account is gone. */
  senderName: z.string().nullable(),
  audience: z.enum(messageAudiences),
  subject: z.string(),
  body: z.string(),
  isEssential: z.boolean(),
  /** How many it was sent to; those who want no messages are among them. */
  recipientCount: z.number(),
  createdAt: instantOut,
});
export type EventMessage = z.infer<typeof eventMessage>;
export const eventMessagePage = pageOf(eventMessage);
export const listMessagesInput = z.strictObject({ eventId: id, ...pageInput });
