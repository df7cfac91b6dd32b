import { useEffect, useEffectEvent } from "react";
import { createWedgeReader } from "./keyboard-wedge.ts";

/** Takes codes from a hand-held scanner wherever the focus is; in a field it types like any keyboard. */
export function useKeyboardWedge(
  onCode: (code: string) => void,
  { isEnabled }: { isEnabled: boolean },
): void {
  const report = useEffectEvent(onCode);
  useEffect(() => {
    if (!isEnabled) return;
    const read = createWedgeReader();
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { isTaken, code } = read(event.key, event.timeStamp);
      if (isTaken) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (code !== null) report(code.trim());
    };
    // First of all, or the Enter at the end would press the button that has the focus.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [isEnabled]);
}
