import { firstCall } from "@eventmaster/contract/first-asks";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What of Vite's manifest tells which files a part of the app consists of. */
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), name: z.string().optional(), imports: z.array(z.string()).default([]) }),
);

/**
 * Pages that need more than what index.html names itself, with what they are made of: a route of the web app, or one of
 * the groups of chunks in its `vite.config.ts`. `scripts/bundle-budget.ts` finds out when a build has them no more.
 */
const parts: { path: RegExp; chunk: string }[] = [
  { path: /^\/events$/u, chunk: "browse" },
  { path: /^\/(?:tickets)?$/u, chunk: "own" },
  { path: /^\/events\/[\da-f-]{36}$/u, chunk: "src/routes/events/$eventId.tsx" },
  { path: /^\/tickets\/[\da-f-]{36}$/u, chunk: "src/routes/tickets/$registrationId.tsx" },
  { path: /^\/login$/u, chunk: "src/routes/login.tsx" },
];

/**
 * What a browser should fetch beside the page at this path, as a `Link` header: the page's own scripts and its first
 * call to the API, instead of one after the other.
 */
export function firstLoadOf(webDist: string): (url: string, now: Date) => string {
  const manifestFile = join(webDist, ".vite", "manifest.json");
  // No build yet: the server says so itself.
  if (!existsSync(manifestFile)) return () => "";
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(manifestFile, "utf8")));
  const ofEveryPage = filesOf(["index.html"]);
  const scripts = parts.map(({ path, chunk }) => ({
    path,
    links: [...filesOf(keysOf(chunk))]
      .filter((file) => !ofEveryPage.has(file))
      .map((file) => `</${file}>; rel=modulepreload`),
  }));

  /** A route's own part comes in one or several chunks, as the router's plugin splits it. */
  function keysOf(chunk: string): string[] {
    return Object.entries(manifest).flatMap(([key, { name }]) =>
      name === chunk || (key.startsWith(`${chunk}?`) && key.includes("component")) ? [key] : [],
    );
  }

  function filesOf(modules: string[], files = new Set<string>()): Set<string> {
    for (const module of modules) {
      const { file, imports = [] } = manifest[module] ?? {};
      if (file === undefined || files.has(file)) continue;
      files.add(file);
      filesOf(imports, files);
    }
    return files;
  }

  return (url, now) => {
    const [path = "", query] = url.split("?", 2);
    // A filter or a page in the address changes what is asked.
    const call = query === undefined ? firstCall(path, now) : null;
    return [
      ...(call === null ? [] : [`<${call}>; rel=preload; as=fetch; crossorigin=anonymous`]),
      ...(scripts.find((page) => page.path.test(path))?.links ?? []),
    ].join(", ");
  };
}
