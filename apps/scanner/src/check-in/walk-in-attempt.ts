export interface WalkInAttempt {
  scanId: string;
  email: string;
}

/**
 * The id under which a walk-in is sent. The same person sent again after a lost answer keeps it, so that they are not
 * told "already admitted" of themselves; another email is another person.
 */
export function attemptFor(
  email: string,
  last: WalkInAttempt | null,
  newScanId: () => string,
): WalkInAttempt {
  const person = email.trim().toLowerCase();
  return last?.email === person ? last : { scanId: newScanId(), email: person };
}
