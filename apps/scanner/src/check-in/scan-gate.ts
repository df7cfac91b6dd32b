/** Milliseconds that a code must be out of view before the same code counts as shown again. */
export const goneAfterMs = 2500;

/**
 * The same, once another code was read in between: then somebody else stood here. Not shorter, because of two codes in
 * view at once the decoder misses now this one, now that.
 */
export const goneAfterAnotherMs = 1000;

export interface ScanGate {
  /**
   * Tells of a frame's codes, the one aimed at first. Returns the code to scan, or null when it was scanned already
   * and has been in view since. `at` in milliseconds of any clock that does not jump.
   */
  observe(codes: readonly string[], at: number): string | null;
  /** The code counts as shown from now on. */
  accept(code: string, at: number): void;
}

interface Sight {
  lastSeenAt: number;
  /** Another code was accepted since this one was. */
  isPast: boolean;
}

/** A camera sees a held-up code many times a second: this lets it through once. */
export function createScanGate(): ScanGate {
  const sights = new Map<string, Sight>();
  return {
    observe(codes, at) {
      for (const [code, sight] of sights) {
        const patience = sight.isPast ? goneAfterAnotherMs : goneAfterMs;
        if (at - sight.lastSeenAt >= patience) sights.delete(code);
        else if (codes.includes(code)) sight.lastSeenAt = at;
      }
      const [aimedAt] = codes;
      return aimedAt === undefined || sights.has(aimedAt) ? null : aimedAt;
    },
    accept(code, at) {
      for (const sight of sights.values()) sight.isPast = true;
      sights.set(code, { lastSeenAt: at, isPast: false });
    },
  };
}
