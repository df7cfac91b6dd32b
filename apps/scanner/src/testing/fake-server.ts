import { generateSigningKey, signTicketCode } from "@eventmaster/admission/ticket-code";
import type { CheckInResult, Roster, RosterEntry, SyncedScan } from "@eventmaster/contract/check-in";
import type { EventUpdate } from "@eventmaster/contract/live";
import { TRPCClientError } from "@trpc/client";
import { uuidv7 } from "uuidv7";
import type { DoorServer, VerifyRequest } from "../sync/door-server.ts";

export const eventId = uuidv7();
export const gate = { id: uuidv7(), name: "Gate A", kind: "gate" as const };
export const stage = { id: uuidv7(), name: "Stage", kind: "session" as const };

const signingKey = generateSigningKey(1);

export interface TestTicket {
  entry: RosterEntry;
  code: string;
}

export function makeTicket(fields: Partial<RosterEntry> = {}, ofEvent = eventId): TestTicket {
  const entry: RosterEntry = {
    id: uuidv7(),
    status: "registered",
    generation: 1,
    holderName: "Ada Lovelace",
    email: "ada@company.test",
    admissions: [],
    ...fields,
  };
  const identity = { eventId: ofEvent, registrationId: entry.id, generation: entry.generation };
  return { entry, code: signTicketCode(identity, signingKey) };
}

/** An error as the API's client throws it. */
export function apiError(code: string, message = "No."): Error {
  return TRPCClientError.from({
    error: { code: -32_603, message, data: { code, fields: {}, requestId: "r1", httpStatus: 500 } },
  });
}

export interface FakeServer extends DoorServer {
  tickets: RosterEntry[];
  /** What was received, call by call. */
  synced: { eventId: string; scans: Record<string, unknown>[] }[];
  handedIn: { token: string; scans: Record<string, unknown>[] }[];
  verified: VerifyRequest[];
  undone: { scanId: string; reason: string }[];
  /** Tells whoever watches. */
  tell: (update: Partial<EventUpdate>) => void;
  /** How each call behaves from now on. */
  behave: (next: Partial<Behaviour>) => void;
}

interface Behaviour {
  /** Null: it answers. */
  failure: Error | null;
  pageSize: number;
  verify: (request: VerifyRequest) => Promise<CheckInResult>;
  settle: (scan: Record<string, unknown>) => SyncedScan;
  event: Partial<Roster["event"]>;
}

export function accepted(scan: Record<string, unknown>): SyncedScan {
  return {
    ok: true,
    scanId: String(scan["scanId"]),
    verdict: scan["deviceVerdict"] as "admitted",
    deviceVerdict: scan["deviceVerdict"] as "admitted",
    isReEntry: false,
    registrationId: null,
    isUndone: false,
    mark: null,
    isHeld: false,
    conflict: null,
  };
}

export function answering(
  verdict: CheckInResult["verdict"],
): (request: VerifyRequest) => Promise<CheckInResult> {
  return async ({ scanId }) => ({
    success: verdict === "admitted",
    verdict,
    message: verdict,
    scanId,
    registration: null,
    admission: null,
  });
}

/** A server of one event that does as the test says. */
export function createFakeServer(tickets: RosterEntry[] = []): FakeServer {
  let behaviour: Behaviour = {
    failure: null,
    pageSize: 5000,
    verify: answering("admitted"),
    settle: accepted,
    event: {},
  };
  const watchers = new Set<(update: EventUpdate) => void>();
  const refuse = () => {
    if (behaviour.failure) throw behaviour.failure;
  };
  const serverTime = () => new Date().toISOString();

  const server: FakeServer = {
    tickets,
    synced: [],
    handedIn: [],
    verified: [],
    undone: [],
    behave: (next) => (behaviour = { ...behaviour, ...next }),
    tell(update) {
      const counts = {
        eventId,
        registered: 0,
        offered: 0,
        leased: 0,
        capacity: 0,
        admitted: 0,
        inside: 0,
        points: [],
      };
      for (const watcher of watchers) watcher({ counts, scans: [], undone: [], ...update });
    },
    async clock() {
      refuse();
      return { serverTime: serverTime() };
    },
    async keys() {
      refuse();
      const publicKey = btoa(String.fromCharCode(...publicKeyBytes));
      return { keys: [{ keyId: 1, publicKey }], serverTime: serverTime() };
    },
    async roster({ cursor }) {
      refuse();
      const from = Number(cursor ?? 0);
      const entries = server.tickets.slice(from, from + behaviour.pageSize);
      const next = from + entries.length;
      return {
        event: {
          id: eventId,
          title: "Gala",
          status: "published",
          startAt: new Date().toISOString(),
          endAt: new Date(Date.now() + 3_600_000).toISOString(),
          timeZone: "Europe/Berlin",
          doorNames: "full",
          capacity: 100_000,
          registeredCount: server.tickets.length,
          checkInPoints: [gate, stage],
          ...behaviour.event,
        },
        isFresh: cursor === null,
        entries,
        removed: [],
        aliases: [],
        cursor: String(next),
        hasMore: next < server.tickets.length,
        serverTime: serverTime(),
      };
    },
    async verify(request) {
      server.verified.push(request);
      refuse();
      return behaviour.verify(request);
    },
    async walkIn(request) {
      refuse();
      return answering("admitted")({ ...request, qrCode: "", direction: "entry" });
    },
    async openDoor() {
      throw new Error("Attendance has tests of its own");
    },
    async closeDoor() {},
    async handIn({ token, scans }) {
      refuse();
      server.handedIn.push({ token, scans: scans as Record<string, unknown>[] });
      const results = scans.map((row) => behaviour.settle(row as Record<string, unknown>));
      return { results, standing: "signed_out", serverTime: serverTime() };
    },
    async sync({ eventId: of, scans }) {
      refuse();
      const rows = scans as Record<string, unknown>[];
      server.synced.push({ eventId: of, scans: rows });
      return {
        results: rows.map((row) => behaviour.settle(row)),
        standing: "good",
        serverTime: serverTime(),
      };
    },
    async undo(input) {
      refuse();
      server.undone.push(input);
      return {
        ...input,
        undoneAt: serverTime(),
        undoneBy: null,
        registrationStatus: "registered",
      };
    },
    async conflicts() {
      refuse();
      return [];
    },
    watch(_eventId, { update }) {
      watchers.add(update);
      return () => watchers.delete(update);
    },
  };
  return server;
}

const publicKeyBytes = signingKey.publicKey;
