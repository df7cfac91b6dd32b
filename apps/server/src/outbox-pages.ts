import { escapeHtml } from "@eventmaster/core/notifications/mail-parts";
import type { FastifyInstance, FastifyRequest } from "fastify";

/**
 * The mails that were kept as files, for whoever develops: `/dev/outbox`. They hold links that open accounts, so the pages
 * are for this machine alone: asked for from its loopback, by one of its own names (no other site's name that leads here).
 */
export async function serveOutbox(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (pages) => {
    pages.addHook("onRequest", async (request, reply) => {
      if (!isFromHere(request)) return reply.code(404).type("text/plain").send("Not found.\n");
      void reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
    });
    pages.get("/dev/outbox", async () => {
      const { listOutbox } = await import("@eventmaster/core/notifications/read-outbox");
      const mails = await listOutbox(folder);
      const rows = mails.map(
        ({ id, kind, to, subject, at }) =>
          `<li><a href="/dev/outbox/${id}">${escapeHtml(subject)}</a><small>${escapeHtml(to)} · ${escapeHtml(kind)} · <time>${escapeHtml(at.toISOString())}</time></small></li>`,
      );
      return pageOf("Outbox", mails.length === 0 ? "<p>No mails yet.</p>" : `<ul>${rows.join("")}</ul>`);
    });
    pages.get<{ Params: { id: string } }>("/dev/outbox/:id", async (request, reply) => {
      const mail = await find(folder, request.params.id);
      if (mail === null) return reply.code(404).send(pageOf("Outbox", "<p>There is no such mail.</p>"));
      const files = mail.files.map(({ name, type, size }) => `${name || type} (${type}, ${size} bytes)`);
      const headers = mail.headers.map(([key, value]) => `${key}: ${value}`);
      return pageOf(
        mail.subject,
        `<p><a href="/dev/outbox">All mails</a> · ${escapeHtml(mail.to)}</p>
<iframe sandbox title="The mail" src="/dev/outbox/${mail.id}/html"></iframe>
<h2>As text</h2><pre>${escapeHtml(mail.text)}</pre>
<h2>Files</h2><pre>${escapeHtml(files.join("\n"))}</pre>
<h2>Headers</h2><pre>${escapeHtml(headers.join("\n"))}</pre>`,
      );
    });
    pages.get<{ Params: { id: string } }>("/dev/outbox/:id/html", async (request, reply) => {
      const mail = await find(folder, request.params.id);
      // Nothing of it runs, and nothing is loaded from anywhere, whatever somebody typed into an event.
      void reply.header(
        "content-security-policy",
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'",
      );
      return reply
        .header("x-frame-options", "SAMEORIGIN")
        .code(mail === null ? 404 : 200)
        .send(mail?.html ?? "");
    });
  });
}

async function find(folder: string, id: string) {
  const { findOutboxMail } = await import("@eventmaster/core/notifications/read-outbox");
  return findOutboxMail(folder, id);
}

function isFromHere({ ip, hostname }: FastifyRequest): boolean {
  const isLoopback = ip === "::1" || /^(?:::ffff:)?127\./u.test(ip);
  return isLoopback && ["localhost", "127.0.0.1", "[::1]", "::1"].includes(hostname);
}

function pageOf(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
ul { margin: 0; padding: 0; list-style: none }
li { padding: .5rem 0; border-top: 1px solid #8884; overflow-wrap: anywhere }
small { display: block }
iframe { width: 100%; height: 44rem; border: 1px solid #8884; border-radius: .5rem; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
</style>
</head>
<body><h1>${escapeHtml(title)}</h1>${content}</body>
</html>
`;
}
