import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fieldsOf } from "@eventmaster/contract/fields-of";
import { expect, test } from "vitest";
import { z } from "zod";

/** Values that fit no field, or few: each in its own way. */
const wrong = [undefined, null, true, 0, -1, 1.5, 1e300, Number.NaN, "", "x", "\u0000", "x".repeat(30_000)];
const wrongValues: unknown[] = [...wrong, [], {}, ...wrong.map((value) => [value])];

const contract = join(import.meta.dirname, "../../contract/src");
const files = readdirSync(contract).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));

test.each(files)(
  "whatever is wrong with an input of %s is told in a sentence of ours, not zod's",
  async (file) => {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ join(contract, file));
    const told = Object.entries(exported).flatMap(([name, schema]) =>
      schema instanceof z.ZodObject && name.endsWith("Input")
        ? Object.keys(schema.shape).flatMap((field) =>
            wrongValues.flatMap((value) =>
              Object.entries(fieldsOf(schema.safeParse({ [field]: value }).error ?? new z.ZodError([])))
                .filter(([path]) => path.split(".")[0] === field)
                .map(([path, sentence]) => `${name}.${path}: ${sentence}`),
            ),
          )
        : [],
    );
    expect(told.filter((line) => /: (?:Invalid|Too |Expected|Unrecognized)/u.test(line))).toEqual([]);
  },
);
