/** The most registrations that one call takes. */
const atOnce = 500;

/** One part after the other, so that what was done before a failure is done, and known. */
export async function inParts(ids: string[], act: (part: string[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += atOnce) await act(ids.slice(from, from + atOnce));
}
