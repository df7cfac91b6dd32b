import {
  generateSigningKey,
  type SigningKey,
  signTicketCode,
  type TicketIdentity,
  type VerifyingKeys,
} from "@eventmaster/admission/ticket-code";
import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { ticketKeys } from "@eventmaster/db/schema/check-in";
import { asc } from "drizzle-orm";
import { createPrivateKey, sign } from "node:crypto";

/** The keys behind ticket codes: the newest signs, all of them verify. */
export interface TicketKeys {
  sign(identity: TicketIdentity): string;
  verifying: VerifyingKeys;
}

/** Reads the keys of this system; a fresh database is given its first. */
export async function loadTicketKeys(db: DatabaseOrTransaction): Promise<TicketKeys> {
  const all = () => db.select().from(ticketKeys).orderBy(asc(ticketKeys.keyId));
  let rows = await all();
  if (rows.length === 0) {
    const first = generateSigningKey(1);
    // Servers that start at once each make a key; the first to arrive is everybody's.
    await db
      .insert(ticketKeys)
      .values({ keyId: 1, secretKey: toBase64(first.secretKey), publicKey: toBase64(first.publicKey) })
      .onConflictDoNothing();
    rows = await all();
  }
  const signing = rows.findLast((row) => row.retiredAt === null);
  if (!signing) throw new Error("Every ticket key is retired: there is none to sign with");
  const secretKey = fromBase64(signing.secretKey);
  const signingKey: SigningKey = { keyId: signing.keyId, secretKey, sign: nativeSigner(secretKey) };
  return {
    sign: (identity) => signTicketCode(identity, signingKey),
    verifying: new Map(rows.map((row) => [row.keyId, fromBase64(row.publicKey)])),
  };
}

/** What stands before the 32-byte seed of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** OpenSSL's Ed25519: an import of 50,000 people would keep the server busy for a minute without it. */
function nativeSigner(seed: Uint8Array): (message: Uint8Array) => Uint8Array {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  return (message) => sign(null, message, key);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
