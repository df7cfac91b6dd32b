import type { Revision } from "@eventmaster/contract/events";

/** A field's two values as an answer carries them: what is not set is left out. */
export interface ShownDifference {
  field: string;
  before?: unknown;
  after?: unknown;
}

export type ShownRevision = Omit<Revision, "difference"> & { difference: ShownDifference[] };
