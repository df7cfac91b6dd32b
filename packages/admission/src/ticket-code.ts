import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/curves/utils.js";
import { decodeBase45, encodeBase45 } from "./base45.ts";

/** What a ticket code says. Both ids are UUIDs in lower case; `generation` is 1..65535 and grows with each re-registration. */
export interface TicketIdentity {
  eventId: string;
  registrationId: string;
  generation: number;
}

/** `keyId` is 0..255; `secretKey` is the 32-byte Ed25519 seed. */
export interface SigningKey {
  keyId: number;
  secretKey: Uint8Array;
  /** The platform's own Ed25519 with this key, where there is one: the same 64 bytes, some 25 times as fast. */
  sign?: (message: Uint8Array) => Uint8Array;
}

/** 32-byte Ed25519 public keys by key id. Old keys stay in it as long as their tickets should open the door. */
export type VerifyingKeys = ReadonlyMap<number, Uint8Array>;

/** Whether this is the key's Ed25519 signature of the message: the platform's own way, where there is one. */
export type VerifySignature = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

// zip215 would also accept small-order keys and unreduced points: more than one signature for a ticket.
const verifyHere: VerifySignature = (signature, message, publicKey) =>
  ed25519.verify(signature, message, publicKey, { zip215: false });

/**
 * `forged` has our form, but no key of ours signed it: its identity is only claimed, and null if no ticket
 * could have it. `unknown` is not a code of ours at all.
 */
export type ReadTicket =
  | { kind: "ticket"; identity: TicketIdentity; keyId: number }
  | { kind: "forged"; identity: TicketIdentity | null }
  | { kind: "unknown" };

// The layout: version 1, key id 1, event id 16, registration id 16, generation 2, signature 64 bytes.
/** What each ticket's text begins with. */
export const ticketCodePrefix = "EM1:";
const version = 1;
const payloadLength = 36;
const codeLength = 100;
/** Characters of each ticket's text. */
export const ticketCodeLength = ticketCodePrefix.length + (codeLength / 2) * 3;
const maxGeneration = 0xffff;

/** Longer texts are never a ticket, nor worth trimming: no paste or wedge scanner adds so much white space. */
export const longestScan = 1024;

// Signed with the payload, so that no signature made for another purpose can pass for a ticket.
const domain = Uint8Array.from("eventmaster/ticket/v1\0", (char) => char.charCodeAt(0));

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new key pair from the platform's secure random source. Throws RangeError if `keyId` is not 0..255. */
export function generateSigningKey(keyId: number): SigningKey & { publicKey: Uint8Array } {
  requireKeyId(keyId);
  return { keyId, ...ed25519.keygen() };
}

/** The 32-byte public key of a 32-byte seed. Throws RangeError or TypeError on anything else. */
export function publicKeyOf(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/**
 * The text inside a ticket's QR: 154 characters, all of QR's alphanumeric mode (version 6-M). The same
 * identity and key always give the same text. Throws TypeError for an id that is not a lower-case UUID,
 * RangeError for a generation outside 1..65535, a key id outside 0..255 or a secret key that is not 32 bytes.
 */
export function signTicketCode(identity: TicketIdentity, key: SigningKey): string {
  const { generation } = identity;
  requireKeyId(key.keyId);
  if (!Number.isInteger(generation) || generation < 1 || generation > maxGeneration) {
    throw new RangeError(`generation must be an integer from 1 to ${maxGeneration}, got ${generation}`);
  }
  const payload = concatBytes(
    Uint8Array.of(version, key.keyId),
    uuidToBytes("eventId", identity.eventId),
    uuidToBytes("registrationId", identity.registrationId),
    Uint8Array.of(generation >> 8, generation & 0xff),
  );
  const message = concatBytes(domain, payload);
  const signature = key.sign ? key.sign(message) : ed25519.sign(message, key.secretKey);
  return ticketCodePrefix + encodeBase45(concatBytes(payload, signature));
}

/**
 * Reads whatever a camera, a keyboard-wedge scanner or a paste gave. White space around the code is
 * forgiven and nothing else: each ticket has exactly one text. Never throws, whatever the text is;
 * the keys are trusted to be 32 bytes each (one that is not is a TypeError or RangeError).
 */
export function readTicketCode(
  text: string,
  keys: VerifyingKeys,
  verify: VerifySignature = verifyHere,
): ReadTicket {
  if (text.length > longestScan) return { kind: "unknown" };
  // Space is a base45 character, but never the last one here: a group's last digit is at most 32, a space is 36.
  const code = text.trim();
  if (code.length !== ticketCodeLength || !code.startsWith(ticketCodePrefix)) return { kind: "unknown" };
  const bytes = decodeBase45(code.slice(ticketCodePrefix.length));
  if (bytes === null || bytes[0] !== version) return { kind: "unknown" };

  const keyId = bytes[1]!;
  const payload = bytes.subarray(0, payloadLength);
  const identity = readIdentity(payload);
  const publicKey = keys.get(keyId);
  if (identity === null || publicKey === undefined) return { kind: "forged", identity };
  const isGenuine = verify(bytes.subarray(payloadLength), concatBytes(domain, payload), publicKey);
  return isGenuine ? { kind: "ticket", identity, keyId } : { kind: "forged", identity };
}

function readIdentity(payload: Uint8Array): TicketIdentity | null {
  const generation = payload[34]! * 256 + payload[35]!;
  if (generation === 0) return null;
  return {
    eventId: bytesToUuid(payload.subarray(2, 18)),
    registrationId: bytesToUuid(payload.subarray(18, 34)),
    generation,
  };
}

function uuidToBytes(field: string, uuid: string): Uint8Array {
  if (!uuidPattern.test(uuid)) throw new TypeError(`${field} must be a UUID in lower case, got "${uuid}"`);
  return hexToBytes(uuid.replaceAll("-", ""));
}

function bytesToUuid(bytes: Uint8Array): string {
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function requireKeyId(keyId: number): void {
  if (!Number.isInteger(keyId) || keyId < 0 || keyId > 0xff) {
    throw new RangeError(`keyId must be an integer from 0 to 255, got ${keyId}`);
  }
}
