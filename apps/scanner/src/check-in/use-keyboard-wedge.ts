import { useEffect, useEffectEvent, useState } from "react";
import { createWedgeReader } from "./keyboard-wedge.ts";

/** Milliseconds for which somebody is told that a code did not come whole. */
const noteMs = 4000;

/**
 * Takes codes from a hand-held scanner wherever the focus is; in a field it types like any keyboard. `isCut`: the last
 * code did not come whole.
 */
export function useKeyboardWedge(
  onCode: (code: string) => void,
  { isEnabled }: { isEnabled: boolean },
): { isCut: boolean } {
  const report = useEffectEvent(onCode);
  const [cutAt, setCutAt] = useState<number | null>(null);
  useEffect(() => {
    if (cutAt === null) return;
    const timer = setTimeout(() => setCutAt(null), noteMs);
    return () => clearTimeout(timer);
  }, [cutAt]);
  useEffect(() => {
    if (!isEnabled) return;
    const read = createWedgeReader();
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (isTextField(target)) return;
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const { isTaken, code, isFragment } = read(event.key, event.timeStamp);
      // A list of choices would jump to one that begins with the code's first letter.
      if (isTaken || (target instanceof HTMLSelectElement && /^[^ ]$/u.test(event.key))) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (isFragment) setCutAt(event.timeStamp);
      if (code === null) return;
      setCutAt(null);
      report(code.trim());
    };
    // First of all, or the Enter at the end would press the button that has the focus.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [isEnabled]);
  return { isCut: cutAt !== null };
}

/** Not every input is typed into: a switch or a slider that was touched last must not swallow codes. */
function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement;
}
