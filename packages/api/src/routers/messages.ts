import {
  eventMessage,
  eventMessagePage,
  listMessagesInput,
  messagePreview,
  previewMessageInput,
  sendMessageInput,
} from "@eventmaster/contract/messages";
import { listMessages } from "@eventmaster/core/messages/list-messages";
import { previewMessage } from "@eventmaster/core/messages/preview-message";
import { sendMessage } from "@eventmaster/core/messages/send-message";
import { requires, router } from "../trpc.ts";

/** What organizers write to the people of their events. */
export const messages = router({
  list: requires("attendee:message")
    .input(listMessagesInput)
    .output(eventMessagePage)
    .query(({ ctx, input }) => listMessages(ctx, input)),

  /** Sends nothing; a mutation because its input is a whole letter. */
  preview: requires("attendee:message", "previewMessage")
    .input(previewMessageInput)
    .output(messagePreview)
    .mutation(({ ctx, input }) => previewMessage(ctx, input)),

  send: requires("attendee:message", "message")
    .input(sendMessageInput)
    .output(eventMessage)
    .mutation(({ ctx, input }) => sendMessage(ctx, input)),
});
