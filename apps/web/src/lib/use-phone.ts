import { useSyncExternalStore } from "react";

const query = () => window.matchMedia("(width < 40rem)");

function subscribe(onChange: () => void): () => void {
  const list = query();
  list.addEventListener("change", onChange);
  return () => list.removeEventListener("change", onChange);
}

/** Whether rows are cards here, as the style sheet's `sm` has it. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
