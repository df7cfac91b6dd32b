import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase45, encodeBase45 } from "./base45.ts";

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe("RFC 9285", () => {
  test.each([
    ["AB", "BB8"],
    ["Hello!!", "%69 VD92EX0"],
    ["base-45", "UJCLQE7W581"],
    ["ietf!", "QED8WEX0"],
    ["", ""],
  ])("the example %j is %j", (plain, text) => {
    expect(encodeBase45(ascii(plain))).toBe(text);
    expect(decodeBase45(text)).toEqual(ascii(plain));
  });

  test("the biggest groups are read", () => {
    expect(decodeBase45("FGW")).toEqual(Uint8Array.of(0xff, 0xff));
    expect(decodeBase45("U5")).toEqual(Uint8Array.of(0xff));
  });

  test.each([
    ["three characters above 65535", "GGW"],
    ["the greatest three characters", ":::"],
    ["two characters above 255", "V5"],
    ["the greatest two characters", "::"],
    ["an overflow after good groups", "BB8GGW"],
    ["a lone character", "B"],
    ["a character left over", "BB8B"],
    ["lower case", "bb8"],
    ["a character outside the alphabet", "B_8"],
    ["a line end", "BB\n"],
    ["half of an emoji", "B\ud83d8"],
    ["NUL", "\0\0\0"],
  ])("%s is refused", (_, text) => {
    expect(decodeBase45(text)).toBeNull();
  });
});

test("all bytes come back as they went in", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
    }),
  );
});

test("a text that decodes is the only text of its bytes", () => {
  const base45Text = fc.string({
    unit: fc.constantFrom(...Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")),
  });
  fc.assert(
    fc.property(base45Text, (text) => {
      const bytes = decodeBase45(text);
      if (bytes !== null) expect(encodeBase45(bytes)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test("no text whatever makes the decoder throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      decodeBase45(text);
    }),
  );
});
