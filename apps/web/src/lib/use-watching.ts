import type { AppRouter } from "@eventmaster/api/root";
import type { TRPCClient } from "@trpc/client";
import { useEffect, useEffectEvent, useState } from "react";
import { untilDrawn } from "./until-loaded.ts";

type Live = TRPCClient<AppRouter>["live"];

interface Handlers<Update> {
  onData: (update: { data: Update }) => void;
  onConnectionStateChange: (change: { state: string }) => void;
  onError: () => void;
}

type Watch<Update> = (live: Live, handlers: Handlers<Update>) => { unsubscribe(): void };

/**
 * Hears of changes as long as the page is looked at: a tab in the background has no connection, and is told how things are
 * when somebody comes back to it. Returns whether messages come through; where they do not, the page has to ask.
 * @param about what is watched, another one begins anew; null for nothing
 */
export function useWatching<Update>(
  about: string | null,
  watch: Watch<Update>,
  onUpdate: (update: Update) => void,
): boolean {
  const [isLive, setIsLive] = useState(false);
  const isSeen = useIsSeen();
  const begin = useEffectEvent(watch);
  const tell = useEffectEvent(onUpdate);
  useEffect(() => {
    if (about === null || !isSeen) return;
    let subscription: { unsubscribe(): void } | undefined;
    let isOver = false;
    const start = async () => {
      // No page waits for it: what is shown first has been asked for, and is drawn before this asks for more.
      await untilDrawn();
      const { liveClient } = await import("./live-client.ts");
      if (isOver) return;
      subscription = begin(liveClient.live, {
        onData: ({ data }) => {
          setIsLive(true);
          tell(data);
        },
        onConnectionStateChange: ({ state }) => {
          if (state !== "pending") setIsLive(false);
        },
        onError: () => setIsLive(false),
      });
    };
    start().catch(() => undefined);
    return () => {
      isOver = true;
      subscription?.unsubscribe();
      setIsLive(false);
    };
  }, [about, isSeen]);
  return isLive;
}

function useIsSeen(): boolean {
  const [isSeen, setIsSeen] = useState(() => document.visibilityState !== "hidden");
  useEffect(() => {
    const look = () => setIsSeen(document.visibilityState !== "hidden");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isSeen;
}
