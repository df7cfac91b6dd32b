import type { ReadTicket } from "./ticket-code.ts";

/** A code of the registration `id` stands for another one, at the generation that it had then (decision 25). */
export interface Alias {
  id: string;
  registrationId: string;
  generation: number;
}

/**
 * The ticket as it is meant: whoever walked in while a device was offline and was registered already holds a code of a
 * registration that never came to be.
 */
export function standIn(
  read: ReadTicket,
  aliasOf: (registrationId: string) => Alias | undefined,
): ReadTicket {
  if (read.kind !== "ticket") return read;
  const alias = aliasOf(read.identity.registrationId);
  if (!alias) return read;
  const { registrationId, generation } = alias;
  return { ...read, identity: { ...read.identity, registrationId, generation } };
}
