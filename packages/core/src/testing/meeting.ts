/**
 * A point where `count` callers wait until all of them have come. It makes a race certain, where pure chance would
 * let a test of the broken way pass now and then.
 */
export function meetingOf(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived++;
    if (arrived === count) resolve();
    return promise;
  };
}
