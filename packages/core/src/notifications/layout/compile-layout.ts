import mjml2html from "mjml";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const source = join(import.meta.dirname, "layout.mjml");
const target = join(import.meta.dirname, "layout.json");

/** What `layout.mjml` comes to: the page around a mail's content, and each part that it may be made of. */
export async function compileLayout(): Promise<Record<string, string>> {
  const { html, errors } = await mjml2html(await readFile(source, "utf8"), {
    validationLevel: "strict",
    keepComments: true,
  });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  // Indentation would be a third of every mail.
  const [before = "", ...rest] = html.replaceAll(/^\s+/gmu, "").split(/<!-- part: (\w+) -->/u);
  const parts: Record<string, string> = {};
  for (let index = 0; index < rest.length; index += 2) parts[rest[index] ?? ""] = rest[index + 1] ?? "";
  const { end = "", ...blocks } = parts;
  return { before, ...blocks, after: end };
}

// `pnpm compile:mails`: MJML stays a tool of whoever changes the layout, and no server loads it.
if (import.meta.main) await writeFile(target, `${JSON.stringify(await compileLayout(), null, 2)}\n`);
