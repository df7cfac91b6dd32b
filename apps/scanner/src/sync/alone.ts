/**
 * Does the work if no other tab of this device is at it; resolves to null if one is. Web Locks need a secure context, as the
 * camera does; without them each tab works for itself, and the server knows scans by their id.
 */
export function ifAlone<Result>(name: string, work: () => Promise<Result>): Promise<Result | null> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(`eventmaster-scanner.${name}`, { ifAvailable: true }, (lock) =>
    lock ? work() : null,
  );
}
