import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "./env.ts";

/** SECRET_KEY, or one of this machine's own: made at the first start, readable by its owner only, never a public default. */
export async function loadSecretKey(settings: Settings): Promise<string> {
  if (settings.secretKey !== undefined) return settings.secretKey;
  const file = join(settings.dataDir, "secret-key");
  try {
    await writeFile(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFile(file, "utf8");
}
