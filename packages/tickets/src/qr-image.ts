import { qrSizes } from "@eventmaster/contract/tickets";
import { encode as encodePng } from "fast-png";
import { encode, renderSVG } from "uqr";

/** Modules of white that readers need around the code (ISO/IEC 18004). */
const quietZone = 4;

const options = { ecc: "M", boostEcc: false, border: quietZone } as const;

/** The code's modules row by row, black as true, with their quiet zone. */
export function qrModules(code: string): boolean[][] {
  return encode(code, options).data;
}

/** A square picture of that many pixels. Every module has the same whole number of them; what is left over is white border. */
export function qrPng(code: string, size: number = qrSizes.default): Uint8Array {
  const modules = qrModules(code);
  const scale = Math.floor(size / modules.length);
  const border = Math.floor((size - scale * modules.length) / 2);
  const data = new Uint8Array(size * size).fill(255);
  modules.forEach((row, y) => {
    row.forEach((isBlack, x) => {
      if (!isBlack) return;
      for (let line = 0; line < scale; line++) {
        const from = (border + y * scale + line) * size + border + x * scale;
        data.fill(0, from, from + scale);
      }
    });
  });
  return encodePng({ width: size, height: size, data, channels: 1, depth: 8 });
}

/** The same as SVG, sharp at any size. */
export function qrSvg(code: string, size: number = qrSizes.default): string {
  return renderSVG(code, options).replace("<svg ", `<svg width="${size}" height="${size}" `);
}
