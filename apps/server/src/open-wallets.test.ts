import { makeWallets } from "@eventmaster/core/testing/made-up-wallets";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "./env.ts";
import { openWallets } from "./open-wallets.ts";

const { wallets } = makeWallets();
const other = makeWallets().wallets;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eventmaster-wallets-"));
  const account = { client_email: wallets.google.email, private_key: wallets.google.privateKey };
  const files = {
    "certificate.pem": wallets.apple.certificate,
    "key.pem": wallets.apple.key,
    "wwdr.pem": wallets.apple.authority,
    "other-key.pem": other.apple.key,
    "google.json": JSON.stringify(account),
    "empty.json": "{}",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const apple = (files: { certificate?: string; key?: string; authority?: string } = {}) =>
  readSettings([], {
    APPLE_WALLET_PASS_TYPE: wallets.apple.passTypeIdentifier,
    APPLE_WALLET_TEAM: wallets.apple.teamIdentifier,
    APPLE_WALLET_CERTIFICATE: join(folder, files.certificate ?? "certificate.pem"),
    APPLE_WALLET_KEY: join(folder, files.key ?? "key.pem"),
    APPLE_WALLET_AUTHORITY: join(folder, files.authority ?? "wwdr.pem"),
  });
const google = (file: string) =>
  readSettings([], { GOOGLE_WALLET_ISSUER: "3388000000012345678", GOOGLE_WALLET_KEY: join(folder, file) });

test("what was set up is read from its files; nothing, where nothing was", async () => {
  expect(await openWallets(apple())).toEqual({ apple: wallets.apple, google: undefined });
  expect(await openWallets(google("google.json"))).toEqual({ apple: undefined, google: wallets.google });
  expect(await openWallets(readSettings([], {}))).toEqual({ apple: undefined, google: undefined });
});

test.each([
  [apple, { key: "missing.pem" }, "missing.pem cannot be read"],
  [apple, { key: "other-key.pem" }, "other-key.pem is not the key of"],
  [apple, { key: "google.json" }, "google.json is not the certificate's key in PEM"],
  [apple, { certificate: "empty.json" }, "empty.json is not a certificate in PEM"],
])("a wrong file is named: %#", async (settings, files, sentence) => {
  await expect(openWallets(settings(files))).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining(sentence),
  });
});

test("an account of Google's without a key is refused", async () => {
  await expect(openWallets(google("empty.json"))).rejects.toThrow(
    "is not the JSON file of a service account",
  );
});
