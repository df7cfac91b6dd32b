import { expect, test } from "vitest";
import { qrMatrix, quietZone } from "./qr-matrix.ts";

// Capacities at level M, ISO/IEC 18004 table 7: version 6 holds 154 alphanumeric characters, 106 bytes.
test("text of the alphanumeric set stays alphanumeric", () => {
  expect(qrMatrix("A".repeat(154)).version).toBe(6);
  expect(qrMatrix("EM1:0-9A.Z".repeat(15)).version).toBe(6);
});

test("one small letter makes the code larger", () => {
  expect(qrMatrix(`a${"A".repeat(153)}`).version).toBeGreaterThan(6);
});

test("the quiet zone is four modules on every side", () => {
  const { version, size, path } = qrMatrix("EM1:TEST");
  expect(size).toBe(17 + 4 * version + 2 * quietZone);
  const columns = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => ({
    left: Number(x),
    right: Number(x) + Number(width),
    y: Number(y),
  }));
  expect(Math.min(...columns.map(({ left }) => left))).toBe(4);
  expect(Math.max(...columns.map(({ right }) => right))).toBe(size - 4);
  expect(Math.min(...columns.map(({ y }) => y))).toBe(4);
  expect(Math.max(...columns.map(({ y }) => y))).toBe(size - 5);
});

test("the finder pattern begins with a run of seven black modules", () => {
  expect(qrMatrix("EM1:TEST").path.startsWith("M4 4h7v1h-7z")).toBe(true);
});
