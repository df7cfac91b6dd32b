import { expect, test } from "vitest";
import { decodeText } from "./decode-file.ts";

const people = "email;name\r\nzoe@company.test;Zoë 王 👩\r\n";
const bytes = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts)).buffer;
const utf16 = Buffer.from(people, "utf16le");

test.each([
  ["UTF-8", bytes(Buffer.from(people))],
  ["UTF-8 with its mark", bytes(Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(people))],
  ["UTF-16, as Excel writes it", bytes(Buffer.from([0xff, 0xfe]), utf16)],
  ["UTF-16 the other way round", bytes(Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16())],
])("%s is read", (_, file) => {
  expect(decodeText(file)).toBe(people);
});

test.each([
  ["an Excel workbook", bytes(Buffer.from("504b0304140006000800", "hex"), Buffer.from([0xff, 0xfe, 0x00]))],
  ["text with a zero in it", bytes(Buffer.from("email\u0000name"))],
  ["another machine's own encoding", bytes(Buffer.from("name\nZo\xeb", "latin1"))],
  ["half of UTF-16", bytes(Buffer.from([0xff, 0xfe, 0x3d, 0xd8]))],
])("%s is not", (_, file) => {
  expect(decodeText(file)).toBeNull();
});

test("an empty file is an empty text", () => {
  expect(decodeText(bytes())).toBe("");
});
