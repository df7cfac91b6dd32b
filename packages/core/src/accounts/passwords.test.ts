import argon2 from "argon2";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { hashPassword, isPasswordRight } from "./passwords.ts";

/** How many of twelve hashes that were begun before it are done when a file has been read. */
async function hashesBeforeFile(hash: (password: string) => Promise<unknown>): Promise<number> {
  let done = 0;
  const storm = Array.from({ length: 12 }, async () => {
    await hash("correct horse");
    done++;
  });
  await readFile(import.meta.filename);
  const before = done;
  await Promise.all(storm);
  return before;
}

test("a storm of log-ins leaves threads for files", async () => {
  expect(await hashesBeforeFile(hashPassword)).toBeLessThanOrEqual(2);
});

test("control: without turns a file waits for nearly all of them", async () => {
  const options = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
  expect(await hashesBeforeFile((password) => argon2.hash(password, options))).toBeGreaterThan(6);
});

test("a password is right or wrong, and without a hash wrong, also when many ask at once", async () => {
  const hash = await hashPassword("correct horse");
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, n) =>
      isPasswordRight(n % 3 === 0 ? "correct horse" : "wrong", n % 3 === 2 ? null : hash),
    ),
  );
  expect(answers).toEqual([true, false, false, true, false, false, true, false, false]);
  expect(await isPasswordRight("a password nobody has", null)).toBe(false);
});

test("a hash that cannot be read fails for itself and keeps no turn", async () => {
  const broken = await Promise.allSettled(Array.from({ length: 5 }, () => isPasswordRight("x", "no hash")));
  expect(new Set(broken.map(({ status }) => status)).size).toBe(1);
  expect(await isPasswordRight("x", await hashPassword("x"))).toBe(true);
});
