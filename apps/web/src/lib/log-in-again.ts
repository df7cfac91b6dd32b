import { useSyncExternalStore } from "react";

let waiting: ((isSignedIn: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

/** The session ended while something was being sent: resolves once the person has logged in again, or will not. */
export function askToLogIn(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    announce();
  });
}

export function answerLogIn(isSignedIn: boolean): void {
  const answered = waiting;
  waiting = [];
  for (const resolve of answered) resolve(isSignedIn);
  announce();
}

/** Whether the frame should ask now. */
export function useIsLogInAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.length > 0,
  );
}
