import { mayAtKiosk } from "@eventmaster/contract/kiosk";
import { type Action, can, isForPeopleOnly, type Relation } from "@eventmaster/contract/permissions";
import type { Actor, Context } from "./context.ts";
import { DomainError } from "./domain-error.ts";

/**
 * Whether the permission table lets them, as `can` says it of a standing: a platform admin has that beside a role, and
 * a machine may what its key names and its owner may at this moment. At a self check-in nobody may more than scan.
 */
export function may(actor: Actor | null, action: Action, relation?: Relation): boolean {
  if (can("anonymous", action, relation)) return true;
  if (actor === null) return false;
  if (actor.apiKey && (isForPeopleOnly(action) || !actor.apiKey.actions.includes(action))) return false;
  if (actor.isAtKiosk && !mayAtKiosk(action)) return false;
  return (
    can(actor.role, action, relation) || (actor.isPlatformAdmin && can("platform_admin", action, relation))
  );
}

/**
 * The gate of every verb: the signed-in actor, if the permission table lets them.
 * @param relation left out for actions that reach a thing not loaded yet; then only the role is asked.
 * @throws not_signed_in, forbidden
 */
export function authorize(ctx: Context, action: Action, relation?: Relation): Actor {
  if (ctx.actor === null) throw new DomainError("not_signed_in");
  if (!may(ctx.actor, action, relation)) throw new DomainError("forbidden");
  return ctx.actor;
}
