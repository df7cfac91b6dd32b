import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";

type Opened = "palette" | "help" | null;

/** The first key is `g`. */
export const goKeys = { h: "/", e: "/events", t: "/tickets", m: "/manage", a: "/account" } as const;

const offKey = "eventmaster.single-keys-off";

/** WCAG 2.1.4: shortcuts of single characters can be turned off, for those who dictate. */
export function singleKeysAreOff(): boolean {
  return localStorage.getItem(offKey) !== null;
}

export function turnSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(offKey);
  else localStorage.setItem(offKey, "1");
}

/** ⌘K or Ctrl+K anywhere; `?`, `/` and `g` with another key where nothing is being typed and no dialog is open. */
export function useShortcuts(): { open: Opened; show: (what: Opened) => void } {
  const [open, show] = useState<Opened>(null);
  const router = useRouter();
  useEffect(() => {
    let goSince = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show("palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target) || singleKeysAreOff())
        return;
      const isGoing = event.timeStamp - goSince < 1500;
      goSince = 0;
      const target = Object.entries(goKeys).find(([key]) => isGoing && key === event.key);
      if (target) router.history.push(target[1]);
      else if (event.key === "g") goSince = event.timeStamp;
      else if (event.key === "?") show("help");
      else if (event.key === "/") {
        const box = document.querySelector<HTMLInputElement>('main input[type="search"]');
        if (box) box.focus();
        else show("palette");
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router]);
  return { open, show };
}

/** Somebody types, or a dialog or menu is open and has the keys. */
function isBusy(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLElement &&
      target.closest("input, textarea, select, [contenteditable='true']") !== null) ||
    document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null
  );
}
