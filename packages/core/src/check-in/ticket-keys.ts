import {
  generateSigningKey,
  type ReadTicket,
  readTicketCode,
  type SigningKey,
  signTicketCode,
  type TicketIdentity,
  type VerifyingKeys,
} from "@eventmaster/admission/ticket-code";
import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { ticketKeys } from "@eventmaster/db/schema/check-in";
import { asc, max } from "drizzle-orm";
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** The keys behind ticket codes: the newest that everybody knows signs, all of them verify. */
export interface TicketKeys {
  sign(identity: TicketIdentity): string;
  read(code: string): ReadTicket;
  readonly verifying: VerifyingKeys;
  /** Learns of a key that was added since; a server does it every minute. */
  reload(now?: Date): Promise<void>;
}

/** A new key signs when every server has had time to learn of it: else one would call another's tickets forged. */
const minutesUnused = 5;

/** Reads the keys of this system; a fresh database is given its first. */
export async function loadTicketKeys(db: DatabaseOrTransaction): Promise<TicketKeys> {
  // Servers that start at once each make a key; the first to arrive is everybody's.
  if ((await db.$count(ticketKeys)) === 0) await addKey(db, 1);
  let keys = keysOf(await rowsIn(db), new Date());
  return {
    sign: (identity) => signTicketCode(identity, keys.signing),
    read: (code) =>
      readTicketCode(code, keys.verifying, (signature, message, publicKey) => {
        const key = keys.native.get(publicKey);
        return key !== undefined && verify(null, message, key, signature);
      }),
    get verifying() {
      return keys.verifying;
    },
    reload: async (now = new Date()) => {
      keys = keysOf(await rowsIn(db), now);
    },
  };
}

/** Adds a key, which signs in a few minutes; the ones before verify on. @returns its id */
export async function rotateTicketKey(db: DatabaseOrTransaction): Promise<number> {
  const [newest] = await db.select({ keyId: max(ticketKeys.keyId) }).from(ticketKeys);
  const keyId = (newest?.keyId ?? 0) + 1;
  if (keyId > maxKeyId) throw new Error(`There are ${maxKeyId} keys, and a ticket code has room for no more`);
  if (!(await addKey(db, keyId))) throw new Error("Another key was added at this moment: look first");
  return keyId;
}

/** A ticket code has one byte for it. */
const maxKeyId = 255;

async function addKey(db: DatabaseOrTransaction, keyId: number): Promise<boolean> {
  const { secretKey, publicKey } = generateSigningKey(keyId);
  const added = await db
    .insert(ticketKeys)
    .values({ keyId, secretKey: toBase64(secretKey), publicKey: toBase64(publicKey) })
    .onConflictDoNothing()
    .returning({ keyId: ticketKeys.keyId });
  return added.length > 0;
}

type KeyRow = typeof ticketKeys.$inferSelect;

function rowsIn(db: DatabaseOrTransaction): Promise<KeyRow[]> {
  return db.select().from(ticketKeys).orderBy(asc(ticketKeys.keyId));
}

function keysOf(rows: KeyRow[], now: Date) {
  const usable = rows.filter((row) => row.retiredAt === null);
  const knownSince = new Date(now.getTime() - minutesUnused * 60_000);
  const row = usable.findLast(({ createdAt }) => createdAt <= knownSince) ?? usable[0];
  if (!row) throw new Error("Every ticket key is retired: there is none to sign with");
  const secretKey = fromBase64(row.secretKey);
  const signing: SigningKey = { keyId: row.keyId, secretKey, sign: nativeSigner(secretKey) };
  const verifying = new Map(rows.map(({ keyId, publicKey }) => [keyId, fromBase64(publicKey)]));
  const native = new Map(Array.from(verifying.values(), (key) => [key, nativePublicKey(key)]));
  return { signing, verifying, native };
}

/** What stands before the 32-byte seed of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** OpenSSL's Ed25519: an import of 50,000 people, or a hall's scans at once, would keep the server busy without it. */
function nativeSigner(seed: Uint8Array): (message: Uint8Array) => Uint8Array {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  return (message) => sign(null, message, key);
}

/** What stands before the 32 bytes of a public one (SubjectPublicKeyInfo). */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

function nativePublicKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: "der", type: "spki" });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
