import { ticketCodeLength, ticketCodePrefix } from "@eventmaster/admission/ticket-code";

/** Milliseconds between two keys: nobody types so fast, most hand-held scanners do. */
const longestGap = 80;

/** Milliseconds that a scanner may stop within a code: a slow Bluetooth line, a busy hub. */
const longestPause = 2000;

/** Shorter bursts are keys hit at once, not a code. */
const shortestCode = 6;

/** Milliseconds in which a ticket that was whole without it may still be followed by its Enter. */
const endMs = 1000;

export interface WedgeKey {
  /** The key belongs to a scanner's code, and must do nothing else: its Enter would press a button. */
  isTaken: boolean;
  /** The code, once it is whole. */
  code: string | null;
  /** A code ended of which a part is missing. It says nothing of the ticket. */
  isFragment: boolean;
}

const left: WedgeKey = { isTaken: false, code: null, isFragment: false };
const taken: WedgeKey = { isTaken: true, code: null, isFragment: false };

/**
 * A hand-held scanner is a keyboard that types a code and Enter or Tab at once, or nearly so. Tells its keys from a
 * person's by their speed, and a ticket's by how it begins, at any speed. A part of a code is never given as one.
 */
export function createWedgeReader(): (key: string, at: number) => WedgeKey {
  let typed = "";
  /** Where in `typed` the quick keys begin, and how many gaps since then were short. */
  let from = 0;
  let quick = 0;
  let lastAt = -Infinity;
  let wholeAt = -Infinity;
  /** The beginning of a code came, and not its end: what comes next may be the rest. */
  let isCut = false;

  const isTicket = () => typed.includes(ticketCodePrefix);
  const isScanner = () => isTicket() || (quick >= 2 && quick * 2 >= typed.length - from - 1);
  const forget = () => {
    typed = "";
    from = 0;
    quick = 0;
  };

  const onCharacter = (char: string, gap: number, at: number): WedgeKey => {
    if (gap > longestPause) {
      isCut = isScanner();
      forget();
    } else if (gap > longestGap && !isScanner()) {
      from = typed.length;
      quick = 0;
    }
    const isTaken = gap <= longestGap || isScanner();
    if (gap <= longestGap) quick += 1;
    typed += char;
    const ticket = isTicket() ? typed.slice(typed.indexOf(ticketCodePrefix)) : "";
    if (ticket.length < ticketCodeLength) return isTaken ? taken : left;
    forget();
    wholeAt = at;
    isCut = false;
    return { ...taken, code: ticket };
  };

  const onEnd = (gap: number, at: number): WedgeKey => {
    if (typed === "" && at - wholeAt <= endMs) {
      wholeAt = -Infinity;
      return taken;
    }
    const isLate = gap > longestPause;
    const code = typed.slice(from);
    const isCode = isScanner() && (isTicket() || code.length >= shortestCode);
    const isPart = isTicket() || isCut;
    forget();
    isCut = false;
    if (isLate || !isCode) return left;
    return isPart ? { ...taken, isFragment: true } : { ...taken, code };
  };

  return (key, at) => {
    // Shift comes between the characters of a code, and is no part of it.
    if (key.length !== 1 && key !== "Enter" && key !== "Tab") return left;
    const gap = at - lastAt;
    lastAt = at;
    return key.length === 1 ? onCharacter(key, gap, at) : onEnd(gap, at);
  };
}
