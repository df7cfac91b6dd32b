import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, bytesToNumberLE, concatBytes, numberToBytesLE } from "@noble/curves/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase45, encodeBase45 } from "./base45.ts";
import {
  generateSigningKey,
  publicKeyOf,
  readTicketCode,
  signTicketCode,
  type ReadTicket,
  type TicketIdentity,
  type VerifyingKeys,
} from "./ticket-code.ts";

const key = generateSigningKey(7);
const keys: VerifyingKeys = new Map([[key.keyId, key.publicKey]]);
const alice: TicketIdentity = {
  eventId: "0190a5b0-0000-7000-8000-000000000001",
  registrationId: "0190a5b0-0000-7000-8000-0000000000ff",
  generation: 1,
};
const aliceCode = signTicketCode(alice, key);
const aliceBytes = bytesOf(aliceCode);

// Wider than fc.uuid(): a code carries any 128 bits, whatever version they say they are.
const uuids = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
const identities = fc.record({
  eventId: uuids,
  registrationId: uuids,
  generation: fc.integer({ min: 1, max: 65535 }),
});
const keyIds = fc.integer({ min: 0, max: 255 });

function bytesOf(code: string): Uint8Array {
  const bytes = decodeBase45(code.slice(4));
  if (bytes === null) throw new Error("not a code");
  return bytes;
}

function codeOf(bytes: Uint8Array): string {
  return `EM1:${encodeBase45(bytes)}`;
}

describe("a genuine code", () => {
  test("says what was signed, with the key that signed it", () => {
    fc.assert(
      fc.property(identities, keyIds, (identity, keyId) => {
        const code = signTicketCode(identity, { keyId, secretKey: key.secretKey });
        expect(readTicketCode(code, new Map([[keyId, key.publicKey]]))).toEqual({
          kind: "ticket",
          identity,
          keyId,
        });
      }),
    );
  });

  test("is 154 characters of QR's alphanumeric mode, which fill version 6-M", () => {
    fc.assert(
      fc.property(identities, keyIds, (identity, keyId) => {
        const code = signTicketCode(identity, { keyId, secretKey: key.secretKey });
        expect(code).toMatch(/^[0-9A-Z $%*+\-./:]{154}$/);
      }),
    );
  });

  test("never ends in a space that trimming would take away", () => {
    // A code ends in whole groups of two bytes: their greatest last digit stands for 65535.
    for (let value = 0; value <= 0xffff; value++) {
      const group = encodeBase45(Uint8Array.of(value >> 8, value & 0xff));
      expect(group.endsWith(" "), `${value} ends in a space`).toBe(false);
    }
  });

  test("stays the same for ever: printed tickets depend on it", () => {
    const secretKey = Uint8Array.from({ length: 32 }, (_, at) => at);
    const printed =
      "EM1:%50+80Q.K00077E88G000000100+80Q.K00077E88G000000U50100P0HHR3BNVT13Z10DPLIFLX7L  EUVIQ9B$%K1PCG-GC7A37JLHU$O0IJ2WTHRJH0WC:A0BFVTCP5TM58VW:MQQPUT39PUAML";
    expect(signTicketCode(alice, { keyId: 7, secretKey })).toBe(printed);
    expect(readTicketCode(printed, new Map([[7, publicKeyOf(secretKey)]])).kind).toBe("ticket");
  });

  test.each(["\r\n", "\n", "\t", "   ", "\u00a0", " \r\n\t\n "])("is read with %j around it", (space) => {
    for (const text of [space + aliceCode, aliceCode + space, space + aliceCode + space]) {
      expect(readTicketCode(text, keys)).toEqual({ kind: "ticket", identity: alice, keyId: 7 });
    }
  });

  test("is read by whichever of our keys signed it", () => {
    const older = generateSigningKey(3);
    const both = new Map([
      [key.keyId, key.publicKey],
      [older.keyId, older.publicKey],
    ]);
    expect(readTicketCode(signTicketCode(alice, older), both)).toMatchObject({ kind: "ticket", keyId: 3 });
    expect(readTicketCode(aliceCode, both)).toMatchObject({ kind: "ticket", keyId: 7 });
  });
});

describe("what is not a code of ours is unknown", () => {
  test.each([
    ["nothing", ""],
    ["white space", " \r\n"],
    ["the prefix alone", "EM1:"],
    ["a web address", "https://example.com/tickets/1"],
    [
      "another system's health certificate",
      "HC1:6BFOXN%TS3DH0YOJ58S S-W5HDC *M0II5XHC9B5G2+$N IOP-IA%NFQGRJPC%OQHIZC4",
    ],
    ["JSON", '{"ticket":1}'],
    ["a prefix in lower case", aliceCode.replace("EM1:", "em1:")],
    ["a code in lower case", aliceCode.toLowerCase()],
    ["another prefix", aliceCode.replace("EM1:", "EM2:")],
    ["the prefix in wide letters", aliceCode.replace("EM1:", "ＥＭ１：")],
    ["an overflowing group", aliceCode.slice(0, -3) + ":::"],
    ["a character outside base45", aliceCode.slice(0, -1) + "_"],
    ["NUL at the end", aliceCode + "\0"],
    ["NUL before it", "\0" + aliceCode],
    ["a zero-width space", "\u200b" + aliceCode],
    ["white space inside", aliceCode.slice(0, 50) + "\n" + aliceCode.slice(50)],
    ["two codes in a row", aliceCode + aliceCode],
    ["half of an emoji", "EM1:" + "\ud83d".repeat(150)],
    ["emoji of the right length", "EM1:" + "🎟".repeat(75)],
    ["a version of the future", codeOf(signedPayload(Uint8Array.of(2, ...aliceBytes.subarray(1, 36))))],
    ["a huge text", "EM1:" + "0".repeat(5_000_000)],
    ["a code in a sea of spaces", " ".repeat(5_000_000) + aliceCode],
  ])("%s", (_, text) => {
    expect(readTicketCode(text, keys)).toEqual({ kind: "unknown" });
  });
});

describe("what only looks like ours is forged", () => {
  test("a code of a key id that is not among ours", () => {
    const code = signTicketCode(alice, { keyId: 8, secretKey: key.secretKey });
    expect(readTicketCode(code, keys)).toEqual({ kind: "forged", identity: alice });
    expect(readTicketCode(aliceCode, new Map())).toEqual({ kind: "forged", identity: alice });
  });

  test("a code of another key under our key id", () => {
    const stranger = generateSigningKey(key.keyId);
    expect(readTicketCode(signTicketCode(alice, stranger), keys)).toEqual({
      kind: "forged",
      identity: alice,
    });
  });

  test("a key id exchanged for another of our own", () => {
    const both = new Map([...keys, [8, key.publicKey]]);
    expect(readTicketCode(codeOf(aliceBytes.with(1, 8)), both).kind).toBe("forged");
  });

  test("generation 0, even when our key signed it, without an identity", () => {
    const bytes = signedPayload(aliceBytes.subarray(0, 36).with(35, 0));
    expect(readTicketCode(codeOf(bytes), keys)).toEqual({ kind: "forged", identity: null });
  });

  test("our key's signature over the payload alone, as another protocol might have made", () => {
    const payload = aliceBytes.subarray(0, 36);
    const bytes = concatBytes(payload, ed25519.sign(payload, key.secretKey));
    expect(readTicketCode(codeOf(bytes), keys).kind).toBe("forged");
  });

  test("the same signature with the curve's order added to S", () => {
    const order = ed25519.Point.Fn.ORDER;
    const moreThanS = numberToBytesLE(bytesToNumberLE(aliceBytes.subarray(68)) + order, 32);
    const bytes = concatBytes(aliceBytes.subarray(0, 68), moreThanS);
    expect(readTicketCode(codeOf(bytes), keys)).toEqual({ kind: "forged", identity: alice });
  });

  test("anything at all under a small-order key, where one signature would fit every ticket", () => {
    const identityPoint = new Uint8Array(32).with(0, 1);
    const signature = concatBytes(identityPoint, new Uint8Array(32));
    const code = codeOf(concatBytes(aliceBytes.subarray(0, 36), signature));
    expect(readTicketCode(code, new Map([[7, identityPoint]])).kind).toBe("forged");
    // The control: the looser rules accept it, so the strict ones are what refuses it.
    expect(ed25519.verify(signature, new Uint8Array(1), identityPoint, { zip215: true })).toBe(true);
  });
});

describe("no change of a code passes", () => {
  // Returns the failing example, or null if the reader held against all of them.
  function acceptedTampering(read: (code: string) => ReadTicket): string | null {
    const result = fc.check(
      fc.property(fc.nat({ max: 99 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const code = codeOf(aliceBytes.with(at, aliceBytes[at]! ^ mask));
        return read(code).kind !== "ticket";
      }),
      { numRuns: 500 },
    );
    return result.failed ? JSON.stringify(result.counterexample) : null;
  }

  test("a byte changed", () => {
    expect(acceptedTampering((code) => readTicketCode(code, keys))).toBeNull();
  });

  test("control: a reader that skips the signature is caught by that property", () => {
    const gullible = (code: string): ReadTicket => {
      const read = readTicketCode(code, keys);
      return read.kind === "forged" && read.identity !== null
        ? { kind: "ticket", identity: read.identity, keyId: 7 }
        : read;
    };
    expect(acceptedTampering(gullible)).not.toBeNull();
  });

  test("any single bit of the 800 changed", () => {
    for (let bit = 0; bit < 800; bit++) {
      const at = bit >> 3;
      const code = codeOf(aliceBytes.with(at, aliceBytes[at]! ^ (1 << (bit & 7))));
      expect(readTicketCode(code, keys).kind, `bit ${bit} is not protected`).not.toBe("ticket");
    }
  });

  test("a character exchanged for any other", () => {
    fc.assert(
      fc.property(fc.nat({ max: 153 }), fc.string({ unit: "binary", maxLength: 2 }), (at, other) => {
        fc.pre(other !== aliceCode[at]);
        const code = aliceCode.slice(0, at) + other + aliceCode.slice(at + 1);
        expect(readTicketCode(code, keys).kind).not.toBe("ticket");
      }),
      { numRuns: 500 },
    );
  });

  test("cut at any place, from either end", () => {
    for (let at = 0; at < aliceCode.length; at++) {
      expect(readTicketCode(aliceCode.slice(0, at), keys)).toEqual({ kind: "unknown" });
      expect(readTicketCode(aliceCode.slice(at + 1), keys)).toEqual({ kind: "unknown" });
    }
  });

  test("lengthened by anything that is not white space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (more) => {
        fc.pre(more.trim() !== "");
        expect(readTicketCode(aliceCode + more, keys)).toEqual({ kind: "unknown" });
        expect(readTicketCode(more + aliceCode, keys)).toEqual({ kind: "unknown" });
      }),
    );
  });

  test("another ticket's signature", () => {
    fc.assert(
      fc.property(identities, (identity) => {
        const other = bytesOf(signTicketCode(identity, key));
        const mixed = concatBytes(other.subarray(0, 36), aliceBytes.subarray(36));
        expect(readTicketCode(codeOf(mixed), keys)).toEqual({ kind: "forged", identity });
      }),
      { numRuns: 50 },
    );
  });

  test("a hundred bytes of chance, in our form", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 99, maxLength: 99 }), fc.boolean(), (bytes, isOurKey) => {
        const code = codeOf(Uint8Array.of(1, ...(isOurKey ? bytes.with(0, 7) : bytes)));
        expect(readTicketCode(code, keys).kind).toBe("forged");
      }),
    );
  });
});

describe("no text makes the reader throw", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.array(fc.nat({ max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
    fc.webUrl(),
    fc.json(),
  );

  test("alone or behind our prefix", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, hasPrefix) => {
        expect(readTicketCode(hasPrefix ? `EM1:${text}` : text, keys).kind).toBe("unknown");
      }),
      { numRuns: 2000 },
    );
  });

  test("nor any text of the right length whose every group decodes", () => {
    const digit = fc.constantFrom(...Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"));
    const highDigit = fc.constantFrom(...Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUV"));
    const group = fc.tuple(digit, digit, highDigit).map((digits) => digits.join(""));
    const groups = fc.array(group, { minLength: 50, maxLength: 50 });
    // "%50" is version 1 with our key id: such a text gets as far as its signature.
    fc.assert(
      fc.property(groups, ([first, ...rest]) => {
        expect(readTicketCode(`EM1:${first}${rest.join("")}`, keys).kind).not.toBe("ticket");
        expect(readTicketCode(`EM1:%50${rest.join("")}`, keys).kind).toBe("forged");
      }),
    );
  });
});

describe("signing refuses a programmer's mistake", () => {
  test.each([0, -1, 65536, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("generation %d", (generation) => {
    expect(() => signTicketCode({ ...alice, generation }, key)).toThrow(RangeError);
  });

  test.each([-1, 256, 0.5, Number.NaN])("key id %d", (keyId) => {
    expect(() => signTicketCode(alice, { ...key, keyId })).toThrow(RangeError);
    expect(() => generateSigningKey(keyId)).toThrow(RangeError);
  });

  test.each([
    ["an empty id", ""],
    ["an id in upper case", "0190A5B0-0000-7000-8000-000000000001"],
    ["an id without dashes", "0190a5b0000070008000000000000001"],
    ["an id with a line end", `${alice.eventId}\n`],
  ])("%s", (_, id) => {
    expect(() => signTicketCode({ ...alice, eventId: id }, key)).toThrow(TypeError);
    expect(() => signTicketCode({ ...alice, registrationId: id }, key)).toThrow(TypeError);
  });

  test("a secret key that is not 32 bytes", () => {
    const short = new Uint8Array(31);
    expect(() => signTicketCode(alice, { keyId: 1, secretKey: short })).toThrow(RangeError);
    expect(() => publicKeyOf(short)).toThrow(RangeError);
  });
});

test("a new key is 32 secret bytes and their public key, different each time", () => {
  const one = generateSigningKey(0);
  const other = generateSigningKey(255);
  expect(one.secretKey).toHaveLength(32);
  expect(one.publicKey).toEqual(publicKeyOf(one.secretKey));
  expect(one.secretKey).not.toEqual(other.secretKey);
  expect([one.keyId, other.keyId]).toEqual([0, 255]);
});

function signedPayload(payload: Uint8Array): Uint8Array {
  const domain = Uint8Array.from("eventmaster/ticket/v1\0", (char) => char.charCodeAt(0));
  return concatBytes(payload, ed25519.sign(concatBytes(domain, payload), key.secretKey));
}
