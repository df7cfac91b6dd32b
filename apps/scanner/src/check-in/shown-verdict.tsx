import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import type { Door } from "./door.ts";
import type { OpenDoor } from "./open-door.ts";
import { useShown } from "./use-door.ts";
import { useLinkStatus } from "./use-open-door.ts";
import { VerdictOverlay } from "./verdict-overlay.tsx";

/** The page as it lies under a verdict. */
export function CoveredByVerdict({ door, children }: { door: Door; children: ReactNode }) {
  const isCovered = useSyncExternalStore(door.subscribe, () => Boolean(door.shown()?.answer));
  const page = useFocusReturn(isCovered);
  return (
    <main
      ref={page}
      inert={isCovered}
      className="door-surface fixed inset-0 flex flex-col bg-surface landscape:flex-row"
    >
      {children}
    </main>
  );
}

interface ShownVerdictProps {
  door: Door;
  open: OpenDoor;
  onShowTicket: (code: string | null) => void;
}

/** What the door says of the last scan, over everything else. */
export function ShownVerdict({ door, open, onShowTicket }: ShownVerdictProps) {
  const link = useLinkStatus(open);
  const shown = useShown(door);
  if (!shown?.answer) return null;
  const { id, code, answer } = shown;
  return (
    <VerdictOverlay
      // A new alert for each verdict, so that each is read aloud.
      key={`${id} ${answer.kind}`}
      eventId={open.eventId}
      answer={answer}
      isOffline={link === "none"}
      canRetry={code !== null}
      onShowTicket={() => {
        if (answer.kind === "decided") onShowTicket(answer.ticketCode ?? null);
        door.dismiss();
      }}
      onRetry={door.retry}
      onDismiss={door.dismiss}
    />
  );
}

/** What lies under a verdict takes no focus; afterwards the focus is where it was, or at the page's first button. */
function useFocusReturn(isCovered: boolean) {
  const page = useRef<HTMLElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && page.current?.contains(target)) last.current = target;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    if (!isCovered) return;
    return () => last.current?.focus({ preventScroll: true });
  }, [isCovered]);
  return page;
}
