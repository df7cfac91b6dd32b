import type { Wallets } from "@eventmaster/core/wallets/wallets";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { AppleWalletFiles, Settings } from "./env.ts";
import { StartError } from "./start-error.ts";

/**
 * What the passes of Apple and Google Wallet are signed with, where it was set up.
 * @throws StartError that names the file and says what is wrong with it
 */
export async function openWallets({ appleWallet, googleWallet }: Settings): Promise<Wallets> {
  return {
    apple: appleWallet && (await readApple(appleWallet)),
    google: googleWallet && (await readGoogle(googleWallet)),
  };
}

async function readApple(files: AppleWalletFiles): Promise<NonNullable<Wallets["apple"]>> {
  const { certificateFile, keyFile, authorityFile, ...rest } = files;
  const [certificate, key, authority] = await Promise.all(
    [certificateFile, keyFile, authorityFile].map(read),
  );
  if (certificate === undefined || key === undefined || authority === undefined)
    throw new Error("Promise.all lost a file");
  const signer = parse(certificateFile, "a certificate in PEM", () => new X509Certificate(certificate));
  parse(authorityFile, "a certificate in PEM", () => new X509Certificate(authority));
  const signing = parse(keyFile, "the certificate's key in PEM", () =>
    createPrivateKey({ key, ...(rest.keyPassphrase ? { passphrase: rest.keyPassphrase } : {}) }),
  );
  if (!signer.checkPrivateKey(signing))
    throw new StartError(`${keyFile} is not the key of ${certificateFile}.`);
  return { ...rest, certificate, key, authority };
}

const serviceAccount = z.object({ client_email: z.email(), private_key: z.string() });

async function readGoogle({
  issuerId,
  keyFile,
}: NonNullable<Settings["googleWallet"]>): Promise<NonNullable<Wallets["google"]>> {
  const text = await read(keyFile);
  const { client_email, private_key } = parse(keyFile, "the JSON file of a service account", () => {
    const account = serviceAccount.parse(JSON.parse(text));
    createPrivateKey(account.private_key);
    return account;
  });
  return { issuerId, email: client_email, privateKey: private_key };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new StartError(`${file} cannot be read: is it there, and may this user read it?`, { cause: error });
  }
}

function parse<Value>(file: string, expected: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new StartError(`${file} is not ${expected}.`, { cause: error });
  }
}
