import { useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";

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

interface Shortcuts {
  open: Opened;
  show: (what: Opened) => void;
  /** What is written in the palette. */
  words: string;
  write: (words: string) => void;
}

/**
 * ⌘K or Ctrl+K anywhere; `?`, `/` and `g` with another key where nothing is being typed and no dialog is open. What is typed
 * while the palette is still on its way goes into it.
 */
export function useShortcuts(): Shortcuts {
  const [open, setOpen] = useState<Opened>(null);
  const [words, write] = useState("");
  const router = useRouter();
  const show = useCallback((what: Opened) => {
    if (what !== "palette") write("");
    setOpen(what);
  }, []);
  const isComing = open === "palette";
  useEffect(() => {
    let goSince = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show("palette");
        return;
      }
      if (isComing && isLetter(event) && !isIn(event.target, '[role="dialog"]')) {
        event.preventDefault();
        write((before) => before + event.key);
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
  }, [router, isComing, show]);
  return { open, show, words, write };
}

/** Keys that write nothing have names, such as `Enter`. */
function isLetter({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !metaKey && !ctrlKey && !altKey;
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** Somebody types, or a dialog or menu is open and has the keys. */
function isBusy(target: EventTarget | null): boolean {
  return (
    isIn(target, "input, textarea, select, [contenteditable='true']") ||
    document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null
  );
}
