import type { DecoderAnswer } from "./decode-worker.ts";
import type { Reading } from "./reading.ts";

/** Reads the codes of one frame. Takes one frame at a time: the next is not to be given before the answer. */
export interface Decoder {
  decode(frame: VideoFrame | ImageData): Promise<Reading[]>;
}

let shared: Decoder | null = null;

/** The page's one decoder: its worker and wasm stay warm between the pages of the app. */
export function sharedDecoder(): Decoder {
  shared ??= startDecoder();
  return shared;
}

function startDecoder(): Decoder {
  const worker = new Worker(new URL("./decode-worker.ts", import.meta.url), {
    type: "module",
    name: "decoder",
  });
  let waiting: PromiseWithResolvers<Reading[]> | null = null;
  let broken: Error | null = null;

  worker.addEventListener("message", ({ data }: MessageEvent<DecoderAnswer>) => {
    const answered = waiting;
    waiting = null;
    if ("readings" in data) answered?.resolve(data.readings);
    else answered?.reject(new Error(data.failure));
  });
  worker.addEventListener("error", (event) => {
    broken = new Error(event.message || "The code reader could not be started");
    waiting?.reject(broken);
    waiting = null;
    // The next page that needs one tries afresh.
    worker.terminate();
    shared = null;
  });

  return {
    decode(frame) {
      if (broken) return Promise.reject(broken);
      waiting = Promise.withResolvers<Reading[]>();
      worker.postMessage(frame, frame instanceof ImageData ? [frame.data.buffer] : [frame]);
      return waiting.promise;
    },
  };
}
