/** Milliseconds between two keys: nobody types so fast, every hand-held scanner does. */
const longestGap = 80;

/** Shorter bursts are two keys hit at once, not a code. */
const shortestCode = 6;

export interface WedgeKey {
  /** The key belongs to a scanner's burst, and must do nothing else: its Enter would press a button. */
  isTaken: boolean;
  /** The code, once its Enter has come. */
  code: string | null;
}

/** A hand-held scanner is a keyboard that types a code and Enter at once. Tells its bursts from a person's keys. */
export function createWedgeReader(): (key: string, at: number) => WedgeKey {
  let typed = "";
  let lastAt = -Infinity;
  return (key, at) => {
    const isBurst = at - lastAt <= longestGap;
    const isCharacter = key.length === 1;
    // Shift comes between the characters of a burst, and is no part of it.
    if (!isCharacter && key !== "Enter") return { isTaken: false, code: null };
    if (!isBurst) typed = "";
    lastAt = at;
    if (isCharacter) {
      typed += key;
      return { isTaken: isBurst, code: null };
    }
    const code = typed.length >= shortestCode ? typed : null;
    typed = "";
    return { isTaken: code !== null, code };
  };
}
