import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { distanceFromCentre, type Reading } from "./reading.ts";

/** Frames come in, readings go out: one answer to each frame, in order. */
export type DecoderAnswer = { readings: Reading[] } | { failure: string };

// The default would fetch from a CDN. All other options keep their defaults: turning them off loses inverted codes.
void prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasmUrl : prefix + path),
  },
  fireImmediately: true,
});

/** More pixels than this cost time and read no more codes. */
const longestSide = 1920;

/** Formats whose first plane is the brightness of each pixel, a byte each. Source: WebCodecs, "Pixel Format". */
const planar: ReadonlySet<string | null> = new Set(["I420", "I420A", "I422", "I444", "NV12"]);

let bytes = new Uint8Array();
let grey = new Uint32Array();

/** The brightness of a picture as cameras give it; null where it cannot be had. No code is told by its colours. */
async function greyOf(frame: VideoFrame): Promise<ImageData | null> {
  const { format, visibleRect } = frame;
  if (!visibleRect || !planar.has(format) || Math.max(visibleRect.width, visibleRect.height) > longestSide)
    return null;
  const { width, height } = visibleRect;
  if (grey.length !== width * height) grey = new Uint32Array(width * height);
  const plane = await firstPlaneOf(frame);
  if (!plane) return null;
  for (let y = 0, to = 0; y < height; y++) {
    const from = plane.offset + y * plane.stride;
    for (let x = 0; x < width; x++, to++) grey[to] = 0xff000000 | (bytes[from + x]! * 0x010101);
  }
  return new ImageData(new Uint8ClampedArray(grey.buffer), width, height);
}

/** Copies the picture to `bytes`, and says where there its first plane lies. */
async function firstPlaneOf(frame: VideoFrame): Promise<PlaneLayout | undefined> {
  try {
    const size = frame.allocationSize();
    if (bytes.length !== size) bytes = new Uint8Array(size);
    return (await frame.copyTo(bytes))[0];
  } catch {
    // Not every browser gives what it says that it has.
    return undefined;
  }
}

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext("2d", { willReadFrequently: true });

/** Takes several times as long as `greyOf`: all three colours of each pixel are worked out. */
function drawn(frame: VideoFrame): ImageData {
  if (!context) throw new Error("The worker cannot draw");
  const { displayWidth, displayHeight } = frame;
  const scale = Math.min(1, longestSide / Math.max(displayWidth, displayHeight));
  const width = Math.max(1, Math.round(displayWidth * scale));
  const height = Math.max(1, Math.round(displayHeight * scale));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.drawImage(frame, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

async function pixelsOf(frame: VideoFrame | ImageData): Promise<ImageData> {
  if (frame instanceof ImageData) return frame;
  try {
    return (await greyOf(frame)) ?? drawn(frame);
  } finally {
    // Unclosed frames stall the camera after a handful.
    frame.close();
  }
}

async function decode(frame: VideoFrame | ImageData): Promise<DecoderAnswer> {
  try {
    const pixels = await pixelsOf(frame);
    const codes = await readBarcodes(pixels, { formats: ["QRCode"] });
    const readings = codes
      .filter((code) => code.isValid)
      .map(({ text, position }) => ({ text, offCentre: distanceFromCentre(position, pixels) }));
    return { readings };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener("message", ({ data }: MessageEvent<VideoFrame | ImageData>) => {
  void decode(data).then((answer) => postMessage(answer));
});
