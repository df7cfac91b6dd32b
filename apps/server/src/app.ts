import { describeError, hostFailure, noteRequestId, retryAfterOf } from "@eventmaster/api/error-shape";
import { errorBody } from "@eventmaster/api/rest/answer-operation";
import { restOperations } from "@eventmaster/api/rest/operations";
import { type AppRouter, appRouter } from "@eventmaster/api/root";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import {
  fastifyRequestHandler,
  fastifyTRPCPlugin,
  type FastifyTRPCPluginOptions,
} from "@trpc/server/adapters/fastify";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { Transform } from "node:stream";
import { sendPage, serveApps } from "./apps.ts";
import { serveAppleWallet } from "./apple-wallet.ts";
import { createContext, type Services } from "./create-context.ts";
import { serveHealth } from "./health.ts";
import { serveOutbox } from "./outbox-pages.ts";
import { serveUnsubscribe } from "./unsubscribe-page.ts";
import { hostError, serveRest, uploadLimit } from "./rest.ts";

interface AppOptions {
  /** Where mails are kept as files and may be looked at; absent in production, and where they are sent. */
  outboxDir?: string | undefined;
  logger: FastifyBaseLogger;
  trustedProxies: string[];
  /** Where the server speaks HTTPS itself. */
  https?: { key: string; cert: string } | undefined;
}

const bodyLimit = 1024 * 1024;

/** The whole host: security headers, the API, both apps and health. It does not listen yet. */
export async function buildApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    bodyLimit,
    forceCloseConnections: true,
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    // An id that a proxy gave is kept, so that one request has one id in every log.
    genReqId: ({ headers }) => {
      const given = headers["x-request-id"];
      return typeof given === "string" && /^[\w-]{8,64}$/u.test(given) ? given : randomUUID();
    },
    routerOptions: { maxParamLength: 5000 },
    // A path with a broken percent-escape is refused before there is a route.
    frameworkErrors: (
      error: Error & { statusCode?: number },
      _request: FastifyRequest,
      reply: FastifyReply,
    ) => {
      const { status, body } = hostError(error.statusCode ?? 400);
      void reply.code(status).send(body);
    },
    clientErrorHandler: answerUnreadable,
    ...(options.https ? { https: options.https } : {}),
  });

  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The scanner's decoder is WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", "blob:"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: "same-origin" },
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("permissions-policy", "camera=(self), microphone=(), geolocation=()");
    // Only once a browser has reached us by HTTPS: a plain http://localhost must stay reachable.
    if (request.protocol === "https" && !options.https)
      reply.header("strict-transport-security", "max-age=31536000; includeSubDomains");
  });
  await app.register(cors, {
    origin: services.corsOrigins,
    credentials: true,
    // An OPTIONS without a preflight's headers is answered too, and not by a line of plain text.
    strictPreflight: false,
    methods: ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"],
    allowedHeaders: ["authorization", "content-type", "x-organization", "x-request-id"],
    exposedHeaders: ["x-request-id", "retry-after"],
  });
  await app.register(compress, { threshold: 1024 });
  await app.register(cookie);
  answerErrors(app);
  serveHealth(app, services.db, ["/health", "/api/v1/health"]);
  serveAppleWallet(app, services);
  await serveTrpc(app, services);
  await serveApps(app);
  if (options.outboxDir !== undefined) await serveOutbox(app, options.outboxDir);
  await serveUnsubscribe(app, (request, reply) => createContext(services, request, reply));
  await serveRest(app, (request, reply) => createContext(services, request, reply));
  return app;
}

const unreadable: Record<string, { status: number; reason: string; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: "Request Header Fields Too Large",
    message: "The address and the headers of this request are too long.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: "Request Timeout",
    message: "The request did not arrive in time.",
  },
};
const notHttp = {
  status: 400,
  reason: "Bad Request",
  message: "This is no request that the server can read.",
};

/** What Node could not even read has no route and no reply: the answer in our form is written by hand. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, reason, message } = unreadable[error.code ?? ""] ?? notHttp;
  const body = JSON.stringify(errorBody("bad_request", message, {}));
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

async function serveTrpc(app: FastifyInstance, services: Services): Promise<void> {
  const prefix = "/api/trpc";
  const trpcOptions = {
    router: appRouter,
    createContext: ({ req, res }) => createContext(services, req, res),
    allowBatching: true,
    responseMeta: ({ errors }) => {
      const waits = errors.flatMap((error) => retryAfterOf(error) ?? []);
      return waits.length > 0 ? { headers: { "retry-after": String(Math.max(...waits)) } } : {};
    },
    onError: ({ error, path, req }) => {
      // Told before the answer is shaped, also where there is no context that knows the request.
      noteRequestId(error, req.id);
      const { code } = describeError(error);
      if (code === "internal") req.log.error({ err: error.cause ?? error, path }, "request failed");
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>["trpcOptions"];
  await app.register(async (trpc) => {
    refuseBrokenText(trpc);
    await trpc.register(fastifyTRPCPlugin, {
      prefix,
      trpcOptions,
    } satisfies FastifyTRPCPluginOptions<AppRouter>);
  });
  // A route of its own for what takes a file: everything else keeps the small limit.
  await app.register(async (uploads) => {
    refuseBrokenText(uploads);
    uploads.removeContentTypeParser("application/json");
    uploads.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
      done(null, body);
    });
    for (const { procedure } of restOperations.filter(({ isUpload }) => isUpload))
      uploads.post(`${prefix}/${procedure}`, { bodyLimit: uploadLimit }, async (req, res) => {
        await fastifyRequestHandler({ ...trpcOptions, req, res, path: procedure });
      });
  });
}

/** Bytes that are no UTF-8 would become U+FFFD, which would be stored: tRPC's reader of bodies is its own, so they end before it. */
function refuseBrokenText(app: FastifyInstance): void {
  app.addHook("preParsing", async (_request, _reply, payload) => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const judge = (chunk?: Buffer) => {
      try {
        decoder.decode(chunk, { stream: chunk !== undefined });
        return null;
      } catch (error) {
        return Object.assign(new Error("Not UTF-8", { cause: error }), { statusCode: 400 });
      }
    };
    const judged = new Transform({
      transform: (chunk: Buffer, _encoding, done) => done(judge(chunk), chunk),
      flush: (done) => done(judge()),
    });
    payload.once("error", (error) => judged.destroy(error));
    return payload.pipe(judged);
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const page = isRead ? sendPage(request.url, request.headers.accept ?? "", reply) : null;
    return page ?? reply.code(404).send(hostError(404).body);
  });
  app.setErrorHandler((error, request, reply) => {
    const given = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
    if (given >= 500) request.log.error({ err: error }, "request failed");
    const { status, body } = hostError(given);
    // Refused before tRPC saw it, and answered as its clients read it.
    if (request.url.startsWith("/api/trpc/")) return reply.code(status).send(hostFailure(status, request.id));
    return reply.code(status).send(body);
  });
}
