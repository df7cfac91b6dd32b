import { encode } from "uqr";

/** Modules of white that readers need around the code (ISO/IEC 18004). */
export const quietZone = 4;

export type QrMatrix = { version: number; size: number; path: string };

/**
 * The code as one SVG path, a rectangle for each run of black. Text of the QR alphanumeric set (A–Z, 0–9,
 * space, $%*+-./:) is packed two characters in 11 bits; a single small letter would make it a third larger.
 */
export function qrMatrix(text: string): QrMatrix {
  const { version, size, data } = encode(text, { ecc: "M", boostEcc: false, border: 0 });
  let path = "";
  data.forEach((row, y) => {
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (x < size && row[x]) x += 1;
      path += `M${start + quietZone} ${y + quietZone}h${x - start}v1h${start - x}z`;
    }
  });
  return { version, size: size + 2 * quietZone, path };
}
