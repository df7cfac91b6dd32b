import type { Answer, Scan, ScanSource } from "./answer.ts";
import type { Verdict } from "@eventmaster/contract/verdicts";
import { createScanGate } from "./scan-gate.ts";

/** Milliseconds for which a welcome is shown; a refusal stays until somebody has dealt with it. */
export const welcomeMs = 1500;

export interface DoorDependencies {
  /** Keeps the scan and decides. Never rejects: what could not be decided is `not_checked`. */
  decide: (scan: Scan & { code: string }) => Promise<Answer>;
  /** Sound and vibration. */
  signal: (answer: Answer) => void;
  newScanId: () => string;
  /** Milliseconds after which a refusal leaves by itself; null where somebody has to deal with it. */
  refusalMs?: number | null;
  /** Milliseconds of a clock that does not jump. */
  tick: () => number;
  /** Scans of earlier that got no answer, by their code: showing the code again asks for the same scan. */
  unanswered: ReadonlyMap<string, string>;
}

/** Milliseconds for which what was shown stays while the next code is decided: most are by then, and nothing flickers. */
export const decidingMs = 100;

/** Somebody is still to take a picture of it. */
function isTicket(answer: Answer): boolean {
  return answer.kind === "decided" && Boolean(answer.ticketCode);
}

function isGood(verdict: Verdict): boolean {
  return verdict === "admitted" || verdict === "left";
}

export interface ShownScan extends Scan {
  /** Null while it is being decided, once that takes longer than `decidingMs`. */
  answer: Answer | null;
}

/** One door of one event at this device: codes in, verdicts out. Knows neither React nor network. */
export interface Door {
  /** A frame's codes, the one aimed at first. While `isBusy` (a dialog is open) none is scanned. */
  see: (codes: readonly string[], options?: { isBusy?: boolean }) => void;
  /** A code from the keyboard: always a scan. */
  enter: (code: string) => void;
  /** Somebody without a code, for whom there is an answer already. */
  admitPerson: (scan: Scan, answer: Answer) => void;
  /** Decides the scan that is shown again, under its id. */
  retry: () => void;
  dismiss: () => void;
  shown: () => ShownScan | null;
  subscribe: (onChange: () => void) => () => void;
}

export function createDoor(dependencies: DoorDependencies): Door {
  const { decide, signal, newScanId, tick, refusalMs = null } = dependencies;
  const gate = createScanGate();
  const unanswered = new Map(dependencies.unanswered);
  const listeners = new Set<() => void>();
  let shown: ShownScan | null = null;
  /** The last code, while it is being decided: whatever is shown, only its answer may come next. */
  let deciding: Scan | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let checking: ReturnType<typeof setTimeout> | undefined;

  const show = (next: ShownScan | null) => {
    clearTimeout(leaving);
    shown = next;
    const isWelcome =
      next?.answer?.kind === "decided" && isGood(next.answer.verdict) && !isTicket(next.answer);
    const ms = isWelcome ? welcomeMs : next?.answer && !isTicket(next.answer) ? refusalMs : null;
    if (ms !== null) leaving = setTimeout(() => show(null), ms);
    for (const listener of listeners) listener();
  };

  const settle = (scan: Scan, answer: Answer) => {
    if (scan.code !== null) {
      if (answer.kind === "not_checked") unanswered.set(scan.code, scan.id);
      else if (unanswered.get(scan.code) === scan.id) unanswered.delete(scan.code);
    }
    // An answer that comes after the next person's code is kept, but does not speak over theirs.
    if (deciding !== scan) return;
    deciding = null;
    clearTimeout(checking);
    show({ ...scan, answer });
    signal(answer);
  };

  const check = (code: string, source: ScanSource, id: string) => {
    const scan = { id, code, source };
    deciding = scan;
    clearTimeout(checking);
    // What is tried again must be seen to be, even where its answer is the same.
    if (shown?.id === id) show({ ...scan, answer: null });
    else checking = setTimeout(() => show({ ...scan, answer: null }), decidingMs);
    void decide(scan).then((answer) => settle(scan, answer));
  };

  const isBeingChecked = (code: string) => deciding?.code === code;

  return {
    see(codes, { isBusy = false } = {}) {
      const at = tick();
      const code = gate.observe(codes, at);
      if (code === null || isBusy) return;
      gate.accept(code, at);
      if (!isBeingChecked(code)) check(code, "camera", unanswered.get(code) ?? newScanId());
    },
    enter(code) {
      if (!isBeingChecked(code)) check(code, "typed", unanswered.get(code) ?? newScanId());
    },
    admitPerson(scan, answer) {
      deciding = scan;
      settle(scan, answer);
    },
    retry() {
      if (shown?.answer?.kind === "not_checked" && shown.code !== null)
        check(shown.code, shown.source, shown.id);
    },
    dismiss() {
      if (shown?.answer) show(null);
    },
    shown: () => shown,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
