import type { Action, Role } from "@eventmaster/contract/permissions";
import {
  type Database,
  inTransaction,
  sqlState,
  type Transaction,
  violatedConstraint,
} from "@eventmaster/db/client";
import { enterTenant } from "@eventmaster/db/tenant";
import type { AccessTokens } from "./accounts/access-tokens.ts";
import type { RefreshTokens } from "./accounts/refresh-tokens.ts";
import type { TicketKeys } from "./check-in/ticket-keys.ts";
import { DomainError } from "./domain-error.ts";
import type { MailLinks } from "./notifications/mail-links.ts";
import type { JobQueue } from "./jobs/job-queue.ts";
import type { Wallets } from "./wallets/wallets.ts";

declare const organizationBrand: unique symbol;
/** A tenant's id that only the gate (`authenticate`) makes: no query can be scoped by an id out of an input. */
export type OrganizationId = string & { readonly [organizationBrand]: true };

/** Who is signed in, with the role in the current organization; `guest` is no member of it. */
export interface Actor {
  userId: string;
  role: Role | "guest";
  /** Null for a machine, which has a key and no session. */
  sessionId: string | null;
  isPlatformAdmin: boolean;
  /** Of a machine: what its key is for. It never may do more than its owner. */
  apiKey?: { id: string; actions: readonly Action[] } | undefined;
  /** Their browser stands at a self check-in: guests have it in their hands. */
  isAtKiosk?: boolean | undefined;
}

export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What lives as long as the process. */
export interface Services {
  /** Connections that see every tenant: verbs go through `transaction` or `reading`, which give them `db`. */
  pool: Database;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  ticketKeys: TicketKeys;
  /** Verbs go through `enqueueJob` and `enqueueMail`. */
  jobs: JobQueue;
  mailLinks: MailLinks;
  /** Where people reach this system, for links in mails: without a slash at its end. */
  publicUrl: string;
  /** None where nothing was set up. */
  wallets?: Wallets | undefined;
  /** Whether webhooks may go to this machine and private networks. */
  webhooksReachPrivate?: boolean | undefined;
}

/** What every verb is given beside its input. `now` is one instant for the whole request. */
export interface Context extends Services {
  organizationId: OrganizationId;
  actor: Actor | null;
  now: Date;
  logger: Logger;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

/** Inside a transaction in which the database itself shows one tenant only (row-level security, decision 6). */
export interface TenantContext extends Context {
  db: Transaction;
}

/**
 * Runs `work` in one transaction of the tenant. Its context carries the only way to the database, so that no query
 * slips out to another connection of the pool. Deadlocks and serialization failures are tried again: `work` must have
 * no other effects. Called inside another one, it joins it.
 * @throws not_found when what was loaded is deleted before something that belongs to it is written; session_ended when
 *   the actor's account is
 */
export async function transaction<Result>(
  ctx: Context | TenantContext,
  work: (ctx: TenantContext) => Promise<Result>,
): Promise<Result> {
  if ("db" in ctx) return work(ctx);
  try {
    return await inTransaction(ctx.pool, async (tx) => {
      await enterTenant(tx, ctx.organizationId);
      return work({ ...ctx, db: tx });
    });
  } catch (error) {
    if (sqlState(error) !== foreignKeyViolation) throw error;
    const constraint = violatedConstraint(error) ?? "";
    const code = whatIsGone(constraint);
    if (code === null) throw error;
    ctx.logger.warn({ constraint }, "what this belongs to is gone");
    throw new DomainError(code, { cause: error });
  }
}

const foreignKeyViolation = "23503";

/**
 * What somebody else can delete while a request runs, by the name of the foreign key; any other key that is violated is a
 * fault of ours (null).
 */
export function whatIsGone(constraint: string): "not_found" | "session_ended" | null {
  if (/_by_users_id_fk$|_(?:organizer|sender)_id_users_id_fk$|_session_id_sessions_id_fk$/u.test(constraint))
    return "session_ended";
  const ofThing =
    /_(?:event|device|pass|endpoint|delivery|(?:registration_id_registrations|question_id_questions|check_in_point_id_check_in_points|scan_id_scans|user_id_users)_id)_fk$/u;
  return ofThing.test(constraint) ? "not_found" : null;
}

/** The same for work that changes nothing: PostgreSQL refuses a write in it. */
export function reading<Result>(
  ctx: Context | TenantContext,
  work: (ctx: TenantContext) => Promise<Result>,
): Promise<Result> {
  if ("db" in ctx) return work(ctx);
  return ctx.pool.transaction(
    async (tx) => {
      await enterTenant(tx, ctx.organizationId);
      return work({ ...ctx, db: tx });
    },
    { accessMode: "read only" },
  );
}
