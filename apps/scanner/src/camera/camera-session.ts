import { abilitiesOf, type CameraAbilities, setTorch, setZoom } from "./camera-controls.ts";
import { type CameraProblem, cameraProblemOf } from "./camera-problem.ts";
import { sharedDecoder } from "./decoder.ts";
import { type CameraChoice, listCameras, openCamera } from "./open-camera.ts";
import { pumpFrames } from "./pump-frames.ts";

export type CameraState =
  | { status: "starting" }
  | { status: "live"; abilities: CameraAbilities; cameraId: string | null; isTorchOn: boolean; zoom: number }
  | { status: "problem"; problem: CameraProblem };

export interface CameraView {
  state: CameraState;
  /** All cameras, once one was allowed. */
  cameras: CameraChoice[];
}

type OnTexts = (texts: string[]) => void;

/**
 * A camera from its picture to the texts of the codes in it. It is taken when its video is on the page and seen, and
 * let go when the page is hidden or left.
 */
export interface CameraSession {
  /** React's ref of the video. */
  attach: (video: HTMLVideoElement) => () => void;
  /** Another camera, by its name. */
  choose: (name: string) => void;
  retry: () => void;
  toggleTorch: () => void;
  changeZoom: (zoom: number) => void;
  /** Tells of every frame with a code in it, the one aimed at first. */
  listen: (onTexts: OnTexts) => () => void;
  view: () => CameraView;
  subscribe: (onChange: () => void) => () => void;
}

/** `chosen` is a camera's name; null for the one that looks away from the person. */
export function createCameraSession(chosen: string | null): CameraSession {
  const watchers = new Set<() => void>();
  const listeners = new Set<OnTexts>();
  let view: CameraView = { state: { status: "starting" }, cameras: [] };
  let video: HTMLVideoElement | null = null;
  let cameraName = chosen;
  let track: MediaStreamTrack | null = null;
  let letGo = () => {};

  const change = (next: Partial<CameraView>) => {
    view = { ...view, ...next };
    for (const watcher of watchers) watcher();
  };

  const restart = () => {
    letGo();
    if (!video || document.hidden) return;
    // Without a secure context there is no mediaDevices at all.
    if (!("mediaDevices" in navigator)) return change({ state: { status: "problem", problem: "insecure" } });
    change({ state: { status: "starting" } });
    letGo = start(video);
  };

  const start = (on: HTMLVideoElement) => {
    let isLeft = false;
    const closing: (() => void)[] = [];
    const fail = (problem: CameraProblem) => {
      if (!isLeft) change({ state: { status: "problem", problem } });
    };
    const run = async () => {
      const stream = await openCamera(cameraName);
      const stop = () => {
        for (const each of stream.getTracks()) each.stop();
      };
      if (isLeft) return stop();
      closing.push(stop);
      const [opened] = stream.getVideoTracks();
      if (!opened) return fail("no_camera");
      opened.addEventListener("ended", () => fail("stopped"));
      Object.assign(on, { srcObject: stream });
      await on.play();
      if (isLeft) return;
      track = opened;
      const abilities = abilitiesOf(opened);
      const usedId = opened.getSettings().deviceId ?? null;
      const zoom = abilities.zoom?.value ?? 1;
      change({ state: { status: "live", abilities, cameraId: usedId, isTorchOn: false, zoom } });
      const onTexts = (texts: string[]) => {
        for (const listener of listeners) listener(texts);
      };
      closing.push(
        pumpFrames({ video: on, decoder: sharedDecoder(), onTexts, onBroken: () => fail("reader_failed") }),
      );
      const cameras = await listCameras();
      if (!isLeft) change({ cameras });
    };
    run().catch((error: unknown) => fail(cameraProblemOf(error)));
    return () => {
      isLeft = true;
      track = null;
      Object.assign(on, { srcObject: null });
      for (const close of closing) close();
    };
  };

  const changeLive = (next: Partial<Extract<CameraState, { status: "live" }>>) => {
    if (view.state.status === "live") change({ state: { ...view.state, ...next } });
  };

  return {
    attach(attached) {
      video = attached;
      document.addEventListener("visibilitychange", restart);
      restart();
      return () => {
        document.removeEventListener("visibilitychange", restart);
        letGo();
        video = null;
      };
    },
    choose(next) {
      cameraName = next;
      restart();
    },
    retry: restart,
    toggleTorch() {
      if (!track || view.state.status !== "live") return;
      const isOn = !view.state.isTorchOn;
      // A light that does not obey stays as it is.
      setTorch(track, isOn).then(
        () => changeLive({ isTorchOn: isOn }),
        () => {},
      );
    },
    changeZoom(zoom) {
      if (!track) return;
      changeLive({ zoom });
      setZoom(track, zoom).catch(() => {});
    },
    listen(onTexts) {
      listeners.add(onTexts);
      return () => listeners.delete(onTexts);
    },
    view: () => view,
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
