import type { Answer, Scan, ScanSource } from "./answer.ts";
import { createScanGate } from "./scan-gate.ts";

/** Milliseconds for which a welcome is shown; a refusal stays until somebody has dealt with it. */
export const welcomeMs = 1500;

export interface DoorDependencies {
  /** Never rejects: what could not be decided is `not_checked`. */
  decide: (scan: Scan & { code: string }) => Promise<Answer>;
  /** Keeps scan and answer on this device. */
  record: (scan: Scan, answer: Answer) => Promise<void>;
  /** Sound and vibration. */
  signal: (answer: Answer) => void;
  newScanId: () => string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds of a clock that does not jump. */
  tick: () => number;
  /** Scans of earlier that got no answer, by their code: showing the code again asks for the same scan. */
  unanswered: ReadonlyMap<string, string>;
}

export interface ShownScan extends Scan {
  /** Null while it is being decided. */
  answer: Answer | null;
}

/** One door of one event at this device: codes in, verdicts out. Knows neither React nor network. */
export interface Door {
  /** A frame's codes, the one aimed at first. While `isBusy` (a dialog is open) none is scanned. */
  see: (codes: readonly string[], options?: { isBusy?: boolean }) => void;
  /** A code from the keyboard: always a scan. */
  enter: (code: string) => void;
  /** Somebody without a ticket, whom the server has answered already. */
  admitWalkIn: (scanId: string, answer: Answer) => void;
  /** Decides the scan that is shown again, under its id. */
  retry: () => void;
  dismiss: () => void;
  shown: () => ShownScan | null;
  subscribe: (onChange: () => void) => () => void;
}

export function createDoor(dependencies: DoorDependencies): Door {
  const { decide, record, signal, newScanId, now, tick } = dependencies;
  const gate = createScanGate();
  const unanswered = new Map(dependencies.unanswered);
  const listeners = new Set<() => void>();
  let shown: ShownScan | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const show = (next: ShownScan | null) => {
    clearTimeout(leaving);
    shown = next;
    const isWelcome = next?.answer?.kind === "decided" && next.answer.verdict === "admitted";
    if (isWelcome) leaving = setTimeout(() => show(null), welcomeMs);
    for (const listener of listeners) listener();
  };

  const settle = async (scan: Scan, answer: Answer) => {
    if (scan.code !== null) {
      if (answer.kind === "not_checked") unanswered.set(scan.code, scan.id);
      else if (unanswered.get(scan.code) === scan.id) unanswered.delete(scan.code);
    }
    // An answer that comes after the next person's code is kept, but does not speak over theirs.
    if (shown?.id === scan.id) {
      show({ ...scan, answer });
      signal(answer);
    }
    await record(scan, answer);
  };

  const check = (code: string, source: ScanSource, id: string) => {
    const scan = { id, code, at: now(), source };
    show({ ...scan, answer: null });
    void decide(scan).then((answer) => settle(scan, answer));
  };

  const isBeingChecked = (code: string) => shown?.code === code && shown.answer === null;

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
    admitWalkIn(scanId, answer) {
      const scan: Scan = { id: scanId, code: null, at: now(), source: "walk_in" };
      show({ ...scan, answer: null });
      void settle(scan, answer);
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
