import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootDir } from "./env.ts";

/** The product's version, as package.json has it. */
export const version = String(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  (JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8")) as { version?: string }).version ?? "0.0.0",
);
