import type { Database } from "@eventmaster/db/client";
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";

/** Whether the process runs, and whether it reaches its database: for whoever restarts it or sends it people. */
export function serveHealth(app: FastifyInstance, db: Database, prefixes: string[]): void {
  for (const prefix of prefixes) {
    app.get(`${prefix}/live`, () => ({ status: "ok" }));
    app.get(`${prefix}/ready`, async (request, reply) => {
      try {
        await db.$client`select 1`;
        return { status: "ok" };
      } catch (error) {
        request.log.error({ err: error }, "the database does not answer");
        return reply.code(503).send({ status: "unavailable" });
      }
    });
  }
}

/** All that a process serves which only works off jobs. Returns its port, and how to end it. */
export async function openHealthPort(
  { host, port }: { host: string; port: number },
  db: Database,
  logger: FastifyBaseLogger,
): Promise<{ port: number; close: () => Promise<void> }> {
  const app = Fastify({ loggerInstance: logger, forceCloseConnections: true });
  serveHealth(app, db, ["/health"]);
  await app.listen({ host, port });
  const address = app.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () => app.close(),
  };
}
