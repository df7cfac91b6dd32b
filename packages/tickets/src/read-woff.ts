import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

/**
 * A WOFF file as the TrueType font inside (https://www.w3.org/TR/WOFF/). fontkit opens WOFF too, but its own inflate stops
 * at some tables, such as those of Noto Sans TC's punctuation.
 */
export function readWoff(file: string): Buffer {
  const woff = readFileSync(file);
  const tableCount = woff.readUInt16BE(12);
  const header = Buffer.alloc(12 + 16 * tableCount);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(tableCount, 4);
  const entrySelector = Math.floor(Math.log2(tableCount));
  header.writeUInt16BE(16 * 2 ** entrySelector, 6);
  header.writeUInt16BE(entrySelector, 8);
  header.writeUInt16BE(16 * (tableCount - 2 ** entrySelector), 10);

  const parts = [header];
  let position = header.length;
  for (let table = 0; table < tableCount; table++) {
    const entry = 44 + 20 * table;
    const offset = woff.readUInt32BE(entry + 4);
    const packedLength = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const checksum = woff.readUInt32BE(entry + 16);
    const packed = woff.subarray(offset, offset + packedLength);
    const data = packedLength < length ? inflateSync(packed) : packed;
    const record = 12 + 16 * table;
    woff.copy(header, record, entry, entry + 4);
    header.writeUInt32BE(checksum, record + 4);
    header.writeUInt32BE(position, record + 8);
    header.writeUInt32BE(length, record + 12);
    // Tables begin at multiples of four.
    const padding = Buffer.alloc((4 - (length % 4)) % 4);
    parts.push(data, padding);
    position += length + padding.length;
  }
  return Buffer.concat(parts);
}
