import { type Action, can, type Relation } from "@eventmaster/contract/permissions";
import type { Actor, Context } from "./context.ts";
import { DomainError } from "./domain-error.ts";

/**
 * The gate of every verb: the signed-in actor, if the permission table lets them.
 * @param relation left out for actions that reach a thing not loaded yet; then only the role is asked.
 * @throws not_signed_in, forbidden
 */
export function authorize(ctx: Context, action: Action, relation?: Relation): Actor {
  if (ctx.actor === null) throw new DomainError("not_signed_in");
  if (!can(ctx.actor.role, action, relation)) throw new DomainError("forbidden");
  return ctx.actor;
}
