import type { OutcomeKind } from "./outcome-look.ts";

interface Note {
  /** Hertz. */
  pitch: number;
  /** Seconds from the start of the signal, and how long. */
  at: number;
  length: number;
}

export interface Signal {
  wave: OscillatorType;
  notes: Note[];
  /** Milliseconds on, off, on… */
  vibration: number[];
}

/** Told apart by tune and by rhythm: rising; the same twice; one long and low; three short. */
export const signals: Record<OutcomeKind, Signal> = {
  admitted: {
    wave: "sine",
    notes: [
      { pitch: 880, at: 0, length: 0.09 },
      { pitch: 1318.5, at: 0.09, length: 0.16 },
    ],
    vibration: [70],
  },
  again: {
    wave: "triangle",
    notes: [
      { pitch: 587.3, at: 0, length: 0.13 },
      { pitch: 587.3, at: 0.21, length: 0.13 },
    ],
    vibration: [120, 90, 120],
  },
  refused: {
    wave: "square",
    notes: [
      { pitch: 196, at: 0, length: 0.16 },
      { pitch: 146.8, at: 0.16, length: 0.42 },
    ],
    vibration: [500],
  },
  not_checked: {
    wave: "triangle",
    notes: [
      { pitch: 392, at: 0, length: 0.07 },
      { pitch: 392, at: 0.13, length: 0.07 },
      { pitch: 392, at: 0.26, length: 0.07 },
    ],
    vibration: [50, 60, 50, 60, 50],
  },
};
