import type { ApiContext } from "@eventmaster/api/context";
import { answerOperation, errorBody } from "@eventmaster/api/rest/answer-operation";
import { openApiDocument } from "@eventmaster/api/rest/openapi-document";
import { restOperations } from "@eventmaster/api/rest/operations";
import { type ErrorCode, errorCodes } from "@eventmaster/contract/error-codes";
import type { Download } from "@eventmaster/core/download";
import { create as contentDisposition } from "content-disposition";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { version } from "./version.ts";

type MakeContext = (request: FastifyRequest, reply: FastifyReply) => Promise<ApiContext>;

const prefix = "/api/v1";

/** For a file in the body, such as a list of 50,000 people. */
export const uploadLimit = 10 * 1024 * 1024;

/** The REST API of the seed at `/api/v1`, its OpenAPI document, and a page that shows it. */
export async function serveRest(app: FastifyInstance, makeContext: MakeContext): Promise<void> {
  await app.register(async (rest) => {
    // A body may be left out, also by clients that always send the content type.
    rest.removeContentTypeParser("text/plain");
    rest.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
      if (body.length === 0) {
        done(null, undefined);
        return;
      }
      try {
        const parsed: unknown = JSON.parse(textOf(body));
        done(null, parsed);
      } catch (error) {
        done(Object.assign(new Error("Not JSON", { cause: error }), { statusCode: 400 }));
      }
    });
    rest.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    for (const operation of restOperations) {
      rest.route<{ Params: Record<string, string>; Querystring: Record<string, unknown> }>({
        method: operation.method,
        ...(operation.isUpload ? { bodyLimit: uploadLimit } : {}),
        url: `${prefix}${operation.path.replaceAll(/\{(\w+)\}/gu, ":$1")}`,
        handler: async (request, reply) => {
          const { params, body } = request;
          // Which organization is meant, the gate has read; operations know no such field.
          const { organization: _, ...query } = request.query;
          const answer = await answerOperation(operation, () => makeContext(request, reply), {
            params,
            query,
            body: body ?? undefined,
          });
          if (answer.cause !== undefined) request.log.error({ err: answer.cause }, "request failed");
          if (answer.retryAfterSeconds !== undefined) reply.header("retry-after", answer.retryAfterSeconds);
          if (answer.file) return answerWithFile(request, reply, answer.file);
          return answerWith(reply, answer.status, answer.body);
        },
      });
    }
    const document = openApiDocument(version);
    rest.get(`${prefix}/openapi.json`, () => document);
    rest.all(`${prefix}/*`, (_request, reply) =>
      reply.code(404).send(errorBody("not_found", "There is no such operation.", {})),
    );
  });
  await serveDocs(app);
}

/**
 * Bytes that are no UTF-8 become half of a surrogate pair instead of U+FFFD, which would be stored: every text refuses
 * that half, and so names its field.
 */
function textOf(body: string | Buffer): string {
  const text = body.toString();
  return typeof body === "string" || isUtf8(body) ? text : text.replaceAll("\uFFFD", "\uD800");
}

function answerWith(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  if (status === 401) void reply.header("www-authenticate", "Bearer");
  return reply.code(status).send(body);
}

/** Pieces are made as fast as the client takes them, and no more once it has gone. */
function answerWithFile(request: FastifyRequest, reply: FastifyReply, file: Download): FastifyReply {
  const { name, type, body, isPolled } = file;
  void reply.type(type).header("content-disposition", contentDisposition(name));
  if (!(body instanceof Uint8Array)) return reply.send(Readable.from(body, { objectMode: false }));
  if (isPolled !== true) return reply.send(body);
  // Calendar programs ask every few minutes: what they have already is not sent again (RFC 9110, 13.1.2). By its content alone:
  // a ticket that was given up is gone from it, and leaves no time at which it went.
  const tag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  void reply.header("cache-control", "private, no-cache").header("etag", tag);
  const isKnown = request.headers["if-none-match"]
    ?.split(",")
    .some((known) => known.trim().replace(/^W\//u, "") === tag);
  return isKnown === true ? reply.code(304).send() : reply.send(body);
}

/** An error of the host itself, before any operation: a body that is no JSON, or too large. */
export function hostError(status: number): { status: number; body: unknown } {
  const code: ErrorCode =
    status === 413 ? "too_large" : status === 404 ? "not_found" : status < 500 ? "bad_request" : "internal";
  const message =
    status === 415 ? "Send JSON, with the header content-type: application/json." : errorCodes[code].message;
  return { status: status === 415 ? 415 : errorCodes[code].status, body: errorBody(code, message, {}) };
}

const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>EventMaster API</title>
    <link rel="stylesheet" href="${prefix}/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="${prefix}/docs/swagger-ui-bundle.js"></script>
    <script src="${prefix}/docs/start.js"></script>
  </body>
</html>
`;

const docsScript = `SwaggerUIBundle({ url: "${prefix}/openapi.json", dom_id: "#docs", validatorUrl: null });\n`;

async function serveDocs(app: FastifyInstance): Promise<void> {
  const assets = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  app.get(`${prefix}/docs`, (_request, reply) => reply.type("text/html").send(docsPage));
  app.get(`${prefix}/docs/`, (_request, reply) => reply.redirect(`${prefix}/docs`));
  app.get(`${prefix}/docs/start.js`, (_request, reply) => reply.type("text/javascript").send(docsScript));
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
    app.get(`${prefix}/docs/${file}`, (_request, reply) => reply.sendFile(file, assets));
}
