import type { OutcomeKind } from "./outcome-look.ts";
import { type Signal, signals } from "./signals.ts";

let context: AudioContext | null = null;

/** Browsers let a page sound only after a touch or key: call this from one. */
export function allowSound(): void {
  if (!("AudioContext" in globalThis) || !navigator.userActivation.hasBeenActive) return;
  context ??= new AudioContext();
  // iOS calls it "interrupted" after a phone call.
  if (context.state !== "running") void context.resume().catch(() => {});
}

/** Whether a verdict would be heard now, if nobody has muted it. */
export function canSound(): boolean {
  return context?.state === "running";
}

export function playSignal(kind: OutcomeKind, { isMuted }: { isMuted: boolean }): void {
  const signal = signals[kind];
  // Safari has no vibration, whatever its types say.
  if ("vibrate" in navigator && navigator.userActivation.hasBeenActive) navigator.vibrate(signal.vibration);
  if (!isMuted) play(signal);
}

function play({ wave, notes }: Signal): void {
  if (context?.state !== "running") return;
  const start = context.currentTime + 0.01;
  for (const { pitch, at, length } of notes) {
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = wave;
    oscillator.frequency.value = pitch;
    // Square waves sound louder than they are; and a note that starts or stops at once clicks.
    const level = wave === "square" ? 0.18 : 0.4;
    volume.gain.setValueAtTime(0, start + at);
    volume.gain.linearRampToValueAtTime(level, start + at + 0.008);
    volume.gain.setValueAtTime(level, start + at + length - 0.03);
    volume.gain.linearRampToValueAtTime(0, start + at + length);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start + at);
    oscillator.stop(start + at + length);
  }
}
