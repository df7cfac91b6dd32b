import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const styleLink = /\s*<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/u;

/**
 * Puts the styles that index.html links to into the page itself: the first paint then waits for nothing else. Chunks that are
 * loaded later list that file among what they need, whatever `modulePreload.resolveDependencies` says (Vite adds styles
 * after it), so they name a script instead that the page has loaded already.
 */
export function inlineEntryStyle(): Plugin {
  return {
    name: "eventmaster:inline-entry-style",
    apply: "build",
    enforce: "post",
    generateBundle: {
      // After Vite has written into each chunk what it needs.
      order: "post",
      handler(_options, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("The build has no index.html");
        let html = String(page.source);
        const loaded = /<link rel="modulepreload"[^>]*href="\/([^"]+)"/u.exec(html)?.[1];
        if (loaded === undefined) throw new Error("index.html loads no script before its own");
        const styles: string[] = [];
        for (let link = styleLink.exec(html); link; link = styleLink.exec(html)) {
          const [whole, name = ""] = link;
          const style = bundle[name];
          if (style?.type !== "asset") throw new Error(`index.html links to ${name}, which is not built`);
          html = html.replace(whole, () => `\n    <style>${String(style.source).trim()}</style>`);
          styles.push(name);
          delete bundle[name];
        }
        page.source = html;
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== "chunk") continue;
          for (const name of styles) chunk.code = chunk.code.replaceAll(name, () => loaded);
        }
      },
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
