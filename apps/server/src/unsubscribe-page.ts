import type { ApiContext } from "@eventmaster/api/context";
import { DomainError } from "@eventmaster/core/domain-error";
import { escapeHtml } from "@eventmaster/core/notifications/mail-parts";
import { mailTexts } from "@eventmaster/core/notifications/texts/mail-texts";
import { openUnsubscribe, unsubscribe } from "@eventmaster/core/notifications/unsubscribe";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

type MakeContext = (request: FastifyRequest, reply: FastifyReply) => Promise<ApiContext>;

/**
 * Where the link of a mail leads that ends mails of its kind. Opening it changes nothing, since programs that look for
 * viruses open links too; a POST does, from the page's button or from a mail program's own (RFC 8058).
 */
export async function serveUnsubscribe(app: FastifyInstance, makeContext: MakeContext): Promise<void> {
  await app.register(async (pages) => {
    // What a mail program posts says nothing that the address does not say.
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser("*", (_request, payload, done) => {
      payload.resume();
      done(null);
    });
    pages.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
    });
    const path = "/unsubscribe/:token";
    pages.get<{ Params: { token: string } }>(path, (request, reply) =>
      answer(reply, async () => {
        const { kind, locale } = await openUnsubscribe(await makeContext(request, reply), request.params);
        const texts = mailTexts(locale);
        const { title, ask, confirm } = texts.unsubscribing;
        const form = `<form method="post"><button>${escapeHtml(confirm)}</button></form>`;
        return pageOf(locale, title, ask(texts.kinds[kind]), form);
      }),
    );
    pages.post<{ Params: { token: string } }>(path, (request, reply) =>
      answer(reply, async () => {
        const { kind, locale } = await unsubscribe(await makeContext(request, reply), request.params);
        const texts = mailTexts(locale);
        const { title, done, settings } = texts.unsubscribing;
        const link = `<p><a href="/account/mails">${escapeHtml(settings)}</a></p>`;
        return pageOf(locale, title, done(texts.kinds[kind]), link);
      }),
    );
  });
}

async function answer(reply: FastifyReply, page: () => Promise<string>): Promise<FastifyReply> {
  void reply.type("text/html; charset=utf-8");
  try {
    return reply.send(await page());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { title, unknown } = mailTexts("en").unsubscribing;
    return reply.code(404).send(pageOf("en", title, unknown, ""));
  }
}

function pageOf(lang: string, title: string, sentence: string, rest: string): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title>
<style>
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; font: 1.125rem/1.55 system-ui, sans-serif }
button { padding: .75rem 1.25rem; border: 0; border-radius: .5rem; background: #2540d6; color: #fff; font: inherit; font-weight: 600 }
</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>${rest}</main></body>
</html>
`;
}
