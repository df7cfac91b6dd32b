import fastifyStatic from "@fastify/static";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import { rootDir } from "./env.ts";
import { firstLoadOf } from "./first-load.ts";

const webDist = join(rootDir, "apps/web/dist");
const apps = [
  { prefix: "/scanner/", dist: join(rootDir, "apps/scanner/dist"), firstLoad: () => "" },
  { prefix: "/", dist: webDist, firstLoad: firstLoadOf(webDist) },
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
      // The page itself is sent below, with what it needs.
      index: false,
      // The build made compressed copies, where it makes any.
      preCompressed: true,
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

/** The page of the app that this address belongs to, or null where a page is not what was asked for. */
export function sendPage(url: string, accept: string, reply: FastifyReply): FastifyReply | null {
  const path = url.split("?", 1)[0] ?? "/";
  const isFile = /\.[a-z0-9]{2,5}$/iu.test(path) || path.startsWith("/assets/");
  if (path.startsWith("/api/") || path.startsWith("/health/") || isFile) return null;
  const isHome = apps.some(({ prefix }) => prefix === path);
  if (!isHome && !accept.includes("text/html")) return null;
  const home = apps.find((entry) => path.startsWith(entry.prefix));
  if (!home) return null;
  const link = home.firstLoad(url, new Date());
  if (link !== "") void reply.header("link", link);
  return reply.header("cache-control", "no-cache").sendFile("index.html", home.dist);
}
