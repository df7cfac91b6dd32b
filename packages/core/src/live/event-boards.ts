import type { Logger, OrganizationId } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { Follower } from "./live-feed.ts";

/** Whose streams are counted together, and how many of them there may be at this process. */
export interface Viewer {
  key: string;
  most: number;
}

interface Watched<Value> {
  organizationId: OrganizationId;
  eventId: string;
  viewer: Viewer;
  /** Reads what is shown. Only the first who watches an event has theirs called, for all who come later. */
  read: () => Promise<Value>;
  signal: AbortSignal;
  /** How long readings are apart at least. */
  pauseMs: number;
}

/** One reading of an event for all who watch it at this process, however many they are and however often it changes. */
export interface EventBoards {
  /**
   * What was read, and whatever was read later that differs. Who is slow is given the newest and nothing in between.
   * @throws rate_limited where this viewer has as many streams as they may
   */
  watch<Value>(watched: Watched<Value>): AsyncGenerator<Value, void>;
  viewerCount(): number;
  boardCount(): number;
}

interface Board {
  key: string;
  newest: { value: unknown; text: string } | undefined;
  /** What wakes those who wait for something newer. */
  viewers: Set<{ wake: () => void }>;
  isOver: boolean;
  stop: AbortController;
}

type Follow = (organizationId: OrganizationId, signal: AbortSignal, eventId: string) => Promise<Follower>;

/** Longer than anything is quiet; a timer takes no more than 24 days. */
const longMs = 3_600_000;

export function createEventBoards(follow: Follow, logger: Pick<Logger, "warn">): EventBoards {
  const boards = new Map<string, Board>();
  const streamsOf = new Map<string, number>();

  function boardFor(watched: Watched<unknown>): Board {
    const key = `${watched.organizationId} ${watched.eventId}`;
    const known = boards.get(key);
    if (known) return known;
    const board: Board = {
      key,
      newest: undefined,
      viewers: new Set(),
      isOver: false,
      stop: new AbortController(),
    };
    boards.set(key, board);
    void keep(board, watched).finally(() => close(board));
    return board;
  }

  /** Whoever comes later has another one. */
  function close(board: Board): void {
    if (boards.get(board.key) === board) boards.delete(board.key);
    board.stop.abort();
    board.isOver = true;
    wakeAll(board);
  }

  async function keep(board: Board, watched: Watched<unknown>): Promise<void> {
    const { organizationId, eventId, read, pauseMs } = watched;
    // First listen, then read: what happens in between is heard.
    let follower: Follower | undefined;
    try {
      follower = await follow(organizationId, board.stop.signal, eventId);
      while (!follower.hasEnded()) {
        const value = await read();
        const text = JSON.stringify(value);
        if (text !== board.newest?.text) {
          board.newest = { value, text };
          wakeAll(board);
        }
        await follower.pause(pauseMs);
        while (!follower.hasEnded() && (await follower.next(longMs)) === null);
      }
    } catch (error) {
      // The streams end, and their browsers come back after a while: a connection may be had again then.
      logger.warn({ err: error }, "an event that is watched could not be read");
    } finally {
      follower?.stop();
    }
  }

  return {
    async *watch<Value>(watched: Watched<Value>) {
      const { viewer, signal } = watched;
      const streams = streamsOf.get(viewer.key) ?? 0;
      if (streams >= viewer.most)
        throw new DomainError("rate_limited", {
          message: "Too many pages are watching. Try again in a minute.",
          retryAfterSeconds: 60,
        });
      streamsOf.set(viewer.key, streams + 1);
      const board = boardFor(watched);
      const waiting = { wake: () => {} };
      const wake = () => waiting.wake();
      board.viewers.add(waiting);
      signal.addEventListener("abort", wake);
      try {
        let told: Board["newest"];
        while (!signal.aborted && !board.isOver) {
          if (board.newest !== undefined && board.newest !== told) {
            told = board.newest;
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all who watch an event read the same of it
            yield told.value as Value;
          } else await new Promise<void>((resolve) => (waiting.wake = resolve));
        }
      } finally {
        signal.removeEventListener("abort", wake);
        board.viewers.delete(waiting);
        if (board.viewers.size === 0) close(board);
        const left = (streamsOf.get(viewer.key) ?? 1) - 1;
        if (left > 0) streamsOf.set(viewer.key, left);
        else streamsOf.delete(viewer.key);
      }
    },
    viewerCount: () => [...boards.values()].reduce((sum, { viewers }) => sum + viewers.size, 0),
    boardCount: () => boards.size,
  };
}

function wakeAll({ viewers }: Board): void {
  for (const { wake } of viewers) wake();
}
