import { qrSizes } from "@eventmaster/contract/tickets";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { decode } from "fast-png";
import { expect, test } from "vitest";
import { qrPng, qrSvg } from "./qr-image.ts";
import { aTicket } from "./testing/a-ticket.ts";
import { readCodes } from "./testing/read-code.ts";

const { qrCode } = aTicket();

test.each([qrSizes.min, 256, qrSizes.default, qrSizes.max])(
  "the PNG of %i pixels is as large as asked for, and says the code",
  async (size) => {
    const png = qrPng(qrCode, size);
    expect(decode(png)).toMatchObject({ width: size, height: size });
    expect(await readCodes(png)).toEqual([qrCode]);
  },
);

test("the SVG says the code once a browser's engine has drawn it", async () => {
  const svg = qrSvg(qrCode, 400);
  expect(svg).toContain('width="400" height="400"');
  const canvas = createCanvas(400, 400);
  canvas.getContext("2d").drawImage(await loadImage(Buffer.from(svg)), 0, 0, 400, 400);
  expect(await readCodes(await canvas.encode("png"))).toEqual([qrCode]);
});
