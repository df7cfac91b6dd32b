import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { type CameraSession, type CameraView, createCameraSession } from "./camera-session.ts";

export type Camera = CameraView & { session: CameraSession };

/** The camera of this page and the texts of the codes it sees. `chosen` names the one it starts with. */
export function useCamera(chosen: string | null, onTexts: (texts: string[]) => void): Camera {
  const [session] = useState(() => createCameraSession(chosen));
  const view = useSyncExternalStore(session.subscribe, session.view);
  const report = useEffectEvent(onTexts);
  useEffect(() => session.listen((texts) => report(texts)), [session]);
  return { ...view, session };
}
