import { makeWallets } from "@eventmaster/core/testing/made-up-wallets";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runServer } from "./run-server.ts";

/** The one server of most tests, which makes passes for wallets; those that have one of their own have no wallets. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "eventmaster-wallets-"));
  const server = await runServer(await setUpWallets(folder));
  process.env["EVENTMASTER_URL"] = server.url;
  process.env["EVENTMASTER_OUTBOX"] = join(server.dataDir, "outbox");
  return async () => {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Certificates and a key of our own, as files. @returns the variables that name them */
async function setUpWallets(folder: string): Promise<Record<string, string>> {
  const { apple, google } = makeWallets().wallets;
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const account = { client_email: google.email, private_key: google.privateKey };
  return {
    APPLE_WALLET_PASS_TYPE: apple.passTypeIdentifier,
    APPLE_WALLET_TEAM: apple.teamIdentifier,
    APPLE_WALLET_CERTIFICATE: await file("certificate.pem", apple.certificate),
    APPLE_WALLET_KEY: await file("key.pem", apple.key),
    APPLE_WALLET_AUTHORITY: await file("wwdr.pem", apple.authority),
    GOOGLE_WALLET_ISSUER: google.issuerId,
    GOOGLE_WALLET_KEY: await file("google.json", JSON.stringify(account)),
  };
}
