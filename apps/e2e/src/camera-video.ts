import { open } from "node:fs/promises";
import { encode } from "uqr";

/** What is held to the camera, and for how long; null is an empty picture. */
export interface Scene {
  code: string | null;
  seconds: number;
  /** Light on dark, as a phone's dark mode shows it. */
  isInverted?: boolean;
}

const width = 1280;
const height = 720;
const framesPerSecond = 10;

/** The longer side of the code in the picture: that of a phone held at arm's length. */
const codeSide = 480;

const backdrop = 96;
const paper = 235;
const ink = 20;

/**
 * Writes a video for Chromium's fake camera (`--use-file-for-fake-video-capture`), which plays it over and over. About
 * 14 MB for each second. Start and end with an empty scene if the first code should not follow hard upon the last.
 */
export async function writeCameraVideo(file: string, scenes: readonly Scene[]): Promise<void> {
  await using video = await open(file, "w");
  await video.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  // Grey: the colour planes stay at their middle.
  const colour = Buffer.alloc((width * height) / 2, 128);
  for (const { code, seconds, isInverted = false } of scenes) {
    const frame = Buffer.concat([Buffer.from("FRAME\n"), drawScene(code, isInverted), colour]);
    for (let left = Math.round(seconds * framesPerSecond); left > 0; left--) await video.write(frame);
  }
}

/** The brightness of each pixel, row by row. */
function drawScene(code: string | null, isInverted: boolean): Buffer {
  const picture = Buffer.alloc(width * height, backdrop);
  if (code === null) return picture;
  const { data, size } = encode(code, { ecc: "M", border: 4 });
  const moduleSide = Math.floor(codeSide / size);
  const left = Math.floor((width - size * moduleSide) / 2);
  const top = Math.floor((height - size * moduleSide) / 2);
  for (const [row, modules] of data.entries())
    for (const [column, isDark] of modules.entries())
      for (let y = top + row * moduleSide; y < top + (row + 1) * moduleSide; y++) {
        const start = y * width + left + column * moduleSide;
        picture.fill(isDark === isInverted ? paper : ink, start, start + moduleSide);
      }
  return picture;
}
