import type { Alias } from "@eventmaster/admission/stand-in";
import type { ScanDirection } from "@eventmaster/admission/decide";
import type { RosterEntry } from "@eventmaster/contract/check-in";
import { foldText } from "./fold-case.ts";
import type { KnownPassage } from "./presence.ts";

/** A scan of another device, heard while it happened. */
export interface HeardScan {
  scanId: string;
  registrationId: string;
  checkInPointId: string;
  direction: ScanDirection;
  /** Milliseconds since 1970: when it was scanned, and when this device heard of it. */
  at: number;
  heardAt: number;
  admittedBy: string | null;
  deviceId: string | null;
}

/** What the server tells at once: a page of the roster, or what just happened. */
export interface Segment {
  /** Milliseconds since 1970 by this device, just before it asked: the entries know whatever was told before. */
  asOf: number;
  /** With a time of their own where several answers were put together. */
  entries: (RosterEntry & { asOf?: number })[];
  removed: string[];
  /** Codes that stand for another registration; segments of before there were any have none. */
  aliases?: Alias[];
  heard: HeardScan[];
  undone: string[];
}

export type HeldTicket = RosterEntry & { asOf: number };

/** An event's tickets as this device knows them, by registration. Segments go in, in any order of their making. */
export interface RosterIndex {
  /** Tickets that are not cancelled: what the server calls registered. */
  countLive: () => number;
  apply: (segment: Segment) => void;
  clear: () => void;
  aliasOf: (registrationId: string) => Alias | undefined;
  find: (registrationId: string) => HeldTicket | null;
  findByEmail: (email: string) => HeldTicket | null;
  /** What others let in or out since the server told of the ticket. */
  heardOf: (registrationId: string) => KnownPassage[];
  isUndone: (scanId: string) => boolean;
  /** Tickets whose holder's name or email has every word, best first. */
  search: (text: string, limit: number) => HeldTicket[];
  /** All of it in one segment, for a shorter store. */
  whole: () => Segment;
}

export function createRosterIndex(): RosterIndex {
  const tickets = new Map<string, HeldTicket>();
  const heard = new Map<string, Map<string, HeardScan>>();
  const undone = new Set<string>();
  const aliases = new Map<string, Alias>();
  /** Folded name and email by ticket, made when somebody first searches. */
  let texts: Map<string, string> | null = null;
  let live = 0;
  const isLive = (entry: RosterEntry | undefined) =>
    entry !== undefined && entry.status !== "cancelled" ? 1 : 0;

  const keep = (entry: RosterEntry, asOf: number) => {
    // A page that was asked for earlier knows less, even if it comes later.
    if ((tickets.get(entry.id)?.asOf ?? -Infinity) > asOf) return;
    live += isLive(entry) - isLive(tickets.get(entry.id));
    tickets.set(entry.id, { ...entry, asOf });
    texts?.set(entry.id, textOf(entry));
    const others = heard.get(entry.id);
    for (const [scanId, scan] of others ?? []) if (scan.heardAt < asOf) others?.delete(scanId);
    if (others?.size === 0) heard.delete(entry.id);
  };

  const hear = (scan: HeardScan) => {
    // The entry is of later, and tells it by its admissions.
    if ((tickets.get(scan.registrationId)?.asOf ?? -Infinity) > scan.heardAt) return;
    const others = heard.get(scan.registrationId) ?? new Map<string, HeardScan>();
    heard.set(scan.registrationId, others.set(scan.scanId, scan));
  };

  return {
    countLive: () => live,
    apply(segment) {
      for (const entry of segment.entries) keep(entry, entry.asOf ?? segment.asOf);
      for (const id of segment.removed) {
        live -= isLive(tickets.get(id));
        tickets.delete(id);
        texts?.delete(id);
      }
      for (const alias of segment.aliases ?? []) aliases.set(alias.id, alias);
      for (const scan of segment.heard) hear(scan);
      for (const scanId of segment.undone) undone.add(scanId);
    },
    clear() {
      live = 0;
      tickets.clear();
      heard.clear();
      undone.clear();
      aliases.clear();
      texts = null;
    },
    aliasOf: (registrationId) => aliases.get(registrationId),
    find: (registrationId) => tickets.get(registrationId) ?? null,
    findByEmail(email) {
      const wanted = email.trim().toLowerCase();
      for (const ticket of tickets.values()) if (ticket.email?.toLowerCase() === wanted) return ticket;
      return null;
    },
    heardOf: (registrationId) =>
      Array.from(heard.get(registrationId)?.values() ?? [], (scan) => {
        const { scanId, checkInPointId, direction, admittedBy, deviceId } = scan;
        return { scanId, checkInPointId, direction, at: new Date(scan.at), admittedBy, deviceId };
      }),
    isUndone: (scanId) => undone.has(scanId),
    search(text, limit) {
      const words = foldText(text).split(/\s+/u).filter(Boolean);
      if (words.length === 0) return [];
      texts ??= new Map(Array.from(tickets.values(), (ticket) => [ticket.id, textOf(ticket)]));
      const found: { ticket: HeldTicket; text: string; isStart: boolean }[] = [];
      for (const [id, content] of texts) {
        if (!words.every((word) => content.includes(word))) continue;
        const ticket = tickets.get(id);
        if (ticket)
          found.push({ ticket, text: content, isStart: words.every((word) => startsWord(content, word)) });
      }
      return found
        .toSorted(
          (one, other) => Number(other.isStart) - Number(one.isStart) || (one.text < other.text ? -1 : 1),
        )
        .slice(0, limit)
        .map(({ ticket }) => ticket);
    },
    whole() {
      return {
        asOf: 0,
        entries: [...tickets.values()],
        removed: [],
        aliases: [...aliases.values()],
        heard: [...heard.values()].flatMap((scans) => [...scans.values()]),
        undone: [...undone],
      };
    },
  };
}

function textOf({ holderName, email }: RosterEntry): string {
  return foldText(`${holderName ?? ""} ${email ?? ""}`);
}

function startsWord(content: string, word: string): boolean {
  return content.startsWith(word) || content.includes(` ${word}`);
}
