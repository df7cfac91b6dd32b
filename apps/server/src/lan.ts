import { readFile, writeFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { StartError } from "./start-error.ts";

/** The address of this machine that phones on the same network reach. @throws StartError when there is none */
export function findLanAddress(): string {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && address.family === "IPv4" && !address.internal)
    .map((address) => address?.address ?? "");
  const isPrivate = (address: string) => /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/u.test(address);
  const best = addresses.find(isPrivate) ?? addresses[0];
  if (best === undefined)
    throw new StartError("--lan found no network: this machine has no address that a phone could reach.");
  return best;
}

export interface Certificate {
  key: string;
  cert: string;
}

/** A self-signed certificate for the address, kept so that a phone that trusted it once need not be asked again. */
export async function loadCertificate(dataDir: string, address: string): Promise<Certificate> {
  const file = join(dataDir, "lan-certificate.json");
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== null) {
    const certificate: unknown = JSON.parse(kept);
    if (isCertificateFor(certificate, address)) return certificate;
  }
  const notAfterDate = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000);
  const made = await generate([{ name: "commonName", value: "EventMaster" }], {
    keyType: "ec",
    notAfterDate,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: address },
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
        ],
      },
    ],
  });
  const certificate = {
    key: made.private,
    cert: made.cert,
    address,
    expiresAt: notAfterDate.getTime(),
  };
  await writeFile(file, JSON.stringify(certificate), { mode: 0o600 });
  return certificate;
}

function isCertificateFor(kept: unknown, address: string): kept is Certificate {
  if (typeof kept !== "object" || kept === null) return false;
  const monthAhead = Date.now() + 30 * 24 * 60 * 60 * 1000;
  return (
    "address" in kept &&
    kept.address === address &&
    "expiresAt" in kept &&
    Number(kept.expiresAt) > monthAhead &&
    "key" in kept
  );
}
