import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootDir } from "./env.ts";

const manifest: { version?: string } = JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8"));

/** The product's version, as package.json has it. */
export const version = manifest.version ?? "0.0.0";
