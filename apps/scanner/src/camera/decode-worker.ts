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

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext("2d", { willReadFrequently: true });

function pixelsOf(frame: VideoFrame | ImageData): ImageData {
  if (frame instanceof ImageData) return frame;
  if (!context) throw new Error("The worker cannot draw");
  const { displayWidth, displayHeight } = frame;
  const scale = Math.min(1, longestSide / Math.max(displayWidth, displayHeight));
  const width = Math.max(1, Math.round(displayWidth * scale));
  const height = Math.max(1, Math.round(displayHeight * scale));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.drawImage(frame, 0, 0, width, height);
  // Unclosed frames stall the camera after a handful.
  frame.close();
  return context.getImageData(0, 0, width, height);
}

async function decode(frame: VideoFrame | ImageData): Promise<DecoderAnswer> {
  try {
    const pixels = pixelsOf(frame);
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
