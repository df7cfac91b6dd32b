import type { AppRouter } from "@eventmaster/api/root";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { refreshSession } from "./refresh-session.ts";

/** How long to wait before the first and before each later attempt to connect again, in milliseconds. */
export interface Patience {
  firstMs: number;
  mostMs: number;
}

/** Refusals that are others at another time. */
const isForAWhile: ReadonlySet<string> = new Set(["session_ended", "rate_limited", "internal"]);

export const usualPatience: Patience = { firstMs: 500, mostMs: 30_000 };

/**
 * A subscription ends only when its page does, or when the server refuses it. The browser itself comes back after a lost
 * connection, and no more: here it comes back after a server that stopped, an answer that was none, and a session that had
 * to be renewed, and goes on from the last message that it saw.
 */
export function keepWatching({ firstMs, mostMs }: Patience = usualPatience): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let lastEventId: string | undefined;
        let attempts = 0;
        let isOver = false;
        let timer: ReturnType<typeof setTimeout> | undefined;
        let current: { unsubscribe(): void } | undefined;

        function connect(): void {
          const askedAt = Date.now();
          let hasEnded = false;
          current = next({ ...op, input: goingOnFrom(op.input, lastEventId) }).subscribe({
            next: (message) => {
              const { result } = message;
              if ("id" in result && typeof result.id === "string") {
                lastEventId = result.id;
                attempts = 0;
              }
              // One connection stopped; what is watched goes on with the next one.
              if (result.type !== "stopped") observer.next(message);
            },
            complete: () => {
              if (hasEnded || isOver) return;
              hasEnded = true;
              later();
            },
            error: (error) => {
              if (hasEnded || isOver) return;
              hasEnded = true;
              void recover(error, askedAt);
            },
          });
        }

        async function recover(error: TRPCClientError<AppRouter>, askedAt: number): Promise<void> {
          // A browser is not told what an answer said that is no stream, such as that the session is over.
          const isExplained = error.data !== undefined && error.data !== null;
          if (isExplained && !isForAWhile.has(error.data?.code ?? "internal")) {
            observer.error(error);
            return;
          }
          try {
            const mayBeSession = !isExplained || error.data?.code === "session_ended";
            if (mayBeSession && (await isSessionOver(isExplained)) && !(await refreshSession(askedAt))) {
              observer.error(isExplained ? error : sessionEnded());
              return;
            }
          } catch {
            // Nobody answers at all: later.
          }
          if (!isOver) later();
        }

        function later(): void {
          // Whoever shows what is told learns that it may be old.
          observer.next({ result: { type: "state", state: "connecting", error: null } });
          const wait = Math.min(mostMs, firstMs * 2 ** attempts++);
          // Not all of a hall at once, after a server was restarted.
          timer = setTimeout(connect, wait * (0.5 + Math.random() / 2));
        }

        connect();
        return () => {
          isOver = true;
          clearTimeout(timer);
          current?.unsubscribe();
        };
      });
}

function goingOnFrom(input: unknown, lastEventId: string | undefined): unknown {
  if (lastEventId === undefined) return input;
  return typeof input === "object" && input !== null ? { ...input, lastEventId } : { lastEventId };
}

/** @throws when the server could not be reached */
async function isSessionOver(isKnown: boolean): Promise<boolean> {
  if (isKnown) return true;
  const response = await fetch("/api/trpc/accounts.session");
  return response.status === 401;
}

function sessionEnded(): TRPCClientError<AppRouter> {
  const message = "Your session has ended. Log in again.";
  const data = {
    code: "session_ended" as const,
    fields: {},
    requestId: "",
    httpStatus: 401,
    path: undefined,
  };
  return TRPCClientError.from<AppRouter>({ error: { message, code: -32_001, data } });
}
