import type { Locale } from "@eventmaster/contract/locales";
import MarkdownIt from "markdown-it";
import type { TenantContext } from "../context.ts";
import type { Draft } from "./draft-mail.ts";
import { mailTexts } from "./texts/mail-texts.ts";

/** HTML in it stays text; links lead to the web or to a mailbox only; no images, which would tell who reads. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable("image");
markdown.validateLink = (url) => /^(?:https?:|mailto:)/iu.test(url.trim());

interface Message {
  subject: string;
  body: string;
  event: { id: string; title: string };
}

/** What an organizer wrote, between our greeting and our footer. */
export function draftMessage(ctx: TenantContext, locale: Locale, { subject, body, event }: Message): Draft {
  const texts = mailTexts(locale);
  const wording = texts.mails.organizer_message({ eventTitle: event.title, subject });
  return {
    wording,
    parts: [
      ...wording.paragraphs.map((text) => ({ type: "paragraph", text }) as const),
      { type: "written", text: body, html: markdown.render(body) },
      { type: "button", label: wording.action ?? "", link: `${ctx.publicUrl}/events/${event.id}` },
    ],
  };
}
