import type { Role } from "@eventmaster/contract/permissions";
import { type DatabaseOrTransaction, inTransaction } from "@eventmaster/db/client";
import type { AccessTokens } from "./accounts/access-tokens.ts";
import type { TicketKeys } from "./check-in/ticket-keys.ts";

declare const organizationBrand: unique symbol;
/** A tenant's id that only the gate (`authenticate`) makes: no query can be scoped by an id out of an input. */
export type OrganizationId = string & { readonly [organizationBrand]: true };

/** Who is signed in, with the role in the current organization. */
export interface Actor {
  userId: string;
  role: Role;
  sessionId: string;
  isPlatformAdmin: boolean;
}

export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What every verb is given beside its input. `now` is one instant for the whole request. */
export interface Context {
  db: DatabaseOrTransaction;
  organizationId: OrganizationId;
  actor: Actor | null;
  now: Date;
  logger: Logger;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
  accessTokens: AccessTokens;
  ticketKeys: TicketKeys;
}

/**
 * Runs `work` in one transaction. Its context replaces the outer one, so that no query inside slips out to another
 * connection of the pool. Deadlocks and serialization failures are tried again: `work` must have no other effects.
 */
export function transaction<Result>(ctx: Context, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  return inTransaction(ctx.db, (tx) => work({ ...ctx, db: tx }));
}
