import type { Decoder } from "./decoder.ts";
import { textsByAim } from "./reading.ts";

/** Milliseconds between two frames that are read: fifteen a second is quick for a hand, and keeps a phone cool. */
const shortestGap = 66;

/** The decoder fails on a bad frame now and then; this many in a row mean that it does not work at all. */
const failuresUntilBroken = 5;

export interface FramePump {
  video: HTMLVideoElement;
  decoder: Decoder;
  /** Called for frames with a code in them, the code nearest to the middle first. */
  onTexts: (texts: string[]) => void;
  onBroken: (error: unknown) => void;
}

/** Hands the video's frames to the decoder, never more than one at a time. Returns what stops it. */
export function pumpFrames({ video, decoder, onTexts, onBroken }: FramePump): () => void {
  let isStopped = false;
  let isBusy = false;
  let failures = 0;
  let lastStart = -Infinity;

  const read = async () => {
    const frame = grabFrame(video);
    if (!frame) return;
    isBusy = true;
    lastStart = performance.now();
    try {
      const readings = await decoder.decode(frame);
      failures = 0;
      if (!isStopped && readings.length > 0) onTexts(textsByAim(readings));
    } catch (error) {
      failures += 1;
      if (!isStopped && failures >= failuresUntilBroken) {
        isStopped = true;
        onBroken(error);
      }
    } finally {
      isBusy = false;
    }
  };

  const waitForFrame = (then: () => void) => {
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(then);
    else requestAnimationFrame(then);
  };
  const onFrame = () => {
    if (isStopped) return;
    if (!isBusy && !document.hidden && performance.now() - lastStart >= shortestGap) void read();
    waitForFrame(onFrame);
  };
  waitForFrame(onFrame);

  return () => {
    isStopped = true;
  };
}

let canvas: HTMLCanvasElement | null = null;

/** The present picture, or null while there is none. */
function grabFrame(video: HTMLVideoElement): VideoFrame | ImageData | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || width === 0 || height === 0) return null;
  if ("VideoFrame" in globalThis) {
    try {
      return new VideoFrame(video);
    } catch {
      return null;
    }
  }
  canvas ??= document.createElement("canvas");
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, width, height);
}
