import { useEffect } from "react";

/** Keeps the screen on: a phone that dims makes everybody in the queue wait. Browsers drop the lock with every look away. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isLeft = false;
    const take = async () => {
      if (document.hidden) return;
      // Refused on a nearly empty battery, for one: then the screen dims, and nothing else is wrong.
      const taken = await navigator.wakeLock.request("screen").catch(() => null);
      if (isLeft) await taken?.release();
      else lock = taken;
    };
    const retake = () => void take();
    retake();
    document.addEventListener("visibilitychange", retake);
    return () => {
      isLeft = true;
      document.removeEventListener("visibilitychange", retake);
      void lock?.release();
    };
  }, []);
}
