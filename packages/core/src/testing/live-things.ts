import { connect, type Connection } from "@eventmaster/db/client";
import { createLiveFeed, type LiveFeed } from "../live/live-feed.ts";
import {
  type EventRow,
  type Person,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "./test-system.ts";

export interface LiveSystem {
  system: TestSystem;
  /** Another process: its own pool and its own ear. */
  otherServer: Connection;
  /** What the other process hears. */
  feed: LiveFeed;
  organization: TestOrganization;
  organizer: Person;
  event: EventRow;
  /** Ends every stream. */
  stopped: AbortController;
  close: () => Promise<void>;
}

/** A system of its own with an event, and another process that listens to it. */
export async function startLiveSystem({ capacity }: { capacity: number }): Promise<LiveSystem> {
  const system = await startTestSystem();
  const otherServer = connect(system.database.url, { max: 10, applicationName: "other server" });
  const feed = createLiveFeed(otherServer.db, { warn: () => {} });
  const stopped = new AbortController();
  const organization = await system.makeOrganization();
  const organizer = await organization.makeUser("organizer", { displayName: "Bob" });
  const event = await organization.makeEvent(organizer, { capacity });
  const live = {
    system,
    otherServer,
    feed,
    organization,
    organizer,
    event,
    stopped,
    close: async () => {
      stopped.abort();
      // A test may have put another in its place.
      await live.feed.close();
      await otherServer.close();
      await system.close();
    },
  };
  return live;
}

/** Waits for a message that `fits`; `seen` hears of those before it too. */
export async function messageThat<Message>(
  messages: AsyncIterator<Message>,
  fits: (message: Message) => boolean,
  seen: (message: Message) => void = () => {},
): Promise<Message> {
  for (;;) {
    const next = await messages.next();
    if (next.done === true) throw new Error("There was no message any more");
    seen(next.value);
    if (fits(next.value)) return next.value;
  }
}
