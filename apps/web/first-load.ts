import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

/** The entry's stylesheet: it stands in the page itself, so nothing else may ask for it. */
export function isEntryStyle(file: string): boolean {
  return /assets\/(?:index|shell)-[\w-]+\.css$/u.test(file);
}

/** Puts the entry's styles into index.html: the first paint then waits for nothing but the page. */
export function inlineEntryStyle(): Plugin {
  return {
    name: "eventmaster:inline-entry-style",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("The build has no index.html");
      let html = String(page.source);
      for (const [name, file] of Object.entries(bundle)) {
        if (!isEntryStyle(name) || file.type !== "asset") continue;
        html = html.replace(
          /\s*<link rel="stylesheet"[^>]*>/u,
          () => `\n    <style>${String(file.source).trim()}</style>`,
        );
        delete bundle[name];
      }
      if (html.includes('rel="stylesheet"')) throw new Error("index.html still waits for a stylesheet");
      page.source = html;
    },
  };
}

/** Copies of every text file for the server to send as they are: made once, smaller than what is made while they wait. */
export function compressFiles(): Plugin {
  const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
  return {
    name: "eventmaster:compress-files",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(?:js|css|html|svg|webmanifest)$/u.test(name));
      await Promise.all(
        names.map(async (name) => {
          const content = await readFile(join(dir, name));
          if (content.byteLength < 1000) return;
          const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
          await writeFile(join(dir, `${name}.br`), await brotli(content, { params }));
          await writeFile(join(dir, `${name}.gz`), await zip(content, { level: 9 }));
        }),
      );
    },
  };
}

/**
 * Icons are imported from one module that lists them all, so that no chunk can be said to need one of them: here each
 * import names its icon's own file.
 */
export function importIconsSingly(): Plugin {
  let files = new Map<string, string>();
  return {
    name: "eventmaster:import-icons-singly",
    apply: "build",
    // When types are gone: what is imported is an icon.
    enforce: "post",
    async buildStart() {
      const list = await this.resolve("lucide-react", import.meta.filename);
      if (!list) throw new Error("lucide-react is not installed");
      const code = await readFile(list.id, "utf8");
      files = new Map(
        [...code.matchAll(/export \{([^}]+)\} from ['"]\.\/(icons\/[\w-]+\.mjs)['"]/gu)].flatMap(
          ([, names = "", file = ""]) =>
            [...names.matchAll(/default as (\w+)/gu)].map(([, name = ""]): [string, string] => [
              name,
              join(dirname(list.id), file),
            ]),
        ),
      );
      if (files.size === 0) throw new Error("lucide-react lists its icons in another way");
    },
    transform: {
      filter: { id: /\.tsx?(?:\?|$)/u, code: "lucide-react" },
      handler(code) {
        return code.replaceAll(
          /import \{([^}]+)\} from ["']lucide-react["'];?/gu,
          (statement, names: string) => {
            const icons = names.split(",").map((part) => part.trim());
            const lines = icons.map((icon) => {
              const [name = "", local = name] = icon.split(/\s+as\s+/u);
              const file = files.get(name);
              return file ? `import ${local} from ${JSON.stringify(file)};` : null;
            });
            return lines.includes(null) ? statement : lines.join("");
          },
        );
      },
    },
  };
}
