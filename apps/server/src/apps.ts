import fastifyStatic from "@fastify/static";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import { rootDir } from "./env.ts";

const apps = [
  { prefix: "/scanner/", dist: join(rootDir, "apps/scanner/dist") },
  { prefix: "/", dist: join(rootDir, "apps/web/dist") },
];

/** The apps whose build is missing, by folder. */
export function findUnbuiltApps(): string[] {
  return apps.map((app) => app.dist).filter((dist) => !existsSync(join(dist, "index.html")));
}

/** Serves web at `/` and scanner at `/scanner/`; a path that is no file is a page of the app, which routes it itself. */
export async function serveApps(app: FastifyInstance): Promise<void> {
  for (const { prefix, dist } of apps) {
    await app.register(fastifyStatic, {
      root: dist,
      prefix,
      wildcard: false,
      decorateReply: prefix === "/scanner/",
      cacheControl: false,
      setHeaders: (reply, path) => {
        // What Vite puts below assets has its content's hash in its name; all else must be asked for again.
        const isHashed = path.includes("/assets/");
        void reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.get("/scanner", (request, reply) => reply.redirect(`/scanner/${request.url.slice("/scanner".length)}`));
}

/** The page of the app that this path belongs to, or null where a page is not what was asked for. */
export function sendPage(path: string, accept: string, reply: FastifyReply): FastifyReply | null {
  const isFile = /\.[a-z0-9]{2,5}$/iu.test(path) || path.startsWith("/assets/");
  if (path.startsWith("/api/") || path.startsWith("/health/") || isFile || !accept.includes("text/html"))
    return null;
  const home = apps.find((entry) => path.startsWith(entry.prefix));
  if (!home) return null;
  return reply.header("cache-control", "no-cache").sendFile("index.html", home.dist);
}
