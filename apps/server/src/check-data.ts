import {
  type AuditHead,
  findLostHeads,
  parseHeads,
  readAuditHeads,
  writeHeads,
} from "@eventmaster/core/audit/audit-heads";
import { findBrokenInvariants } from "@eventmaster/core/invariants";
import { connect, type Connection } from "@eventmaster/db/client";
import { readFile, writeFile } from "node:fs/promises";
import { readSettings } from "./env.ts";
import { openDatabase, urlFileIn } from "./open-database.ts";
import { StartError } from "./start-error.ts";

/**
 * `pnpm check:data`: says whether every invariant holds on the database of DATABASE_URL, or on the embedded one, running
 * or not. With `--anchors=FILE` also whether the audit logs still hold what the file's last run saw; it keeps the new ends.
 */
async function checkData(): Promise<boolean> {
  const settings = readSettings(process.argv.slice(2));
  const running = await readFile(urlFileIn(settings.dataDir), "utf8").catch(() => undefined);
  const url = settings.databaseUrl ?? running;
  const database = url === undefined ? await openDatabase(settings, () => {}) : connect(url, { max: 2 });
  try {
    // First of all: what is written meanwhile must not look like something that the file did not know.
    const heads = await readAuditHeads(database.db);
    const broken = await findBrokenInvariants(database.db);
    for (const { invariant, examples } of broken)
      say([`Broken: ${invariant}`, ...examples.map((line) => `  ${line}`)]);
    const areKept = await compareAnchors(database, settings.anchors, heads);
    say(heads.map(describeHead));
    const isWhole = broken.length === 0 && areKept;
    if (isWhole && settings.anchors !== undefined) await writeFile(settings.anchors, writeHeads(heads));
    if (isWhole) say(["All invariants hold."]);
    return isWhole;
  } finally {
    await database.close();
  }
}

async function compareAnchors(
  { db }: Connection,
  file: string | undefined,
  heads: (AuditHead & { slug: string | null })[],
): Promise<boolean> {
  if (file === undefined) return true;
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return "";
  });
  const lost = await findLostHeads(db, parseHeads(kept));
  for (const { organizationId, sequence } of lost) {
    const slug = heads.find((head) => head.organizationId === organizationId)?.slug ?? organizationId;
    say([
      `Broken: the audit log of ${slug} held entry ${sequence} at the last check, and does not hold it as it was`,
    ]);
  }
  return lost.length === 0;
}

function describeHead({ slug, organizationId, sequence, hash }: AuditHead & { slug: string | null }): string {
  return `Audit log of ${slug ?? organizationId}: ${sequence} entries, the last one's hash is ${hash}`;
}

function say(lines: string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

try {
  process.exitCode = (await checkData()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
