import type { locateInput, Organization } from "@eventmaster/contract/organizations";
import { events } from "@eventmaster/db/schema/events";
import { memberships, organizations } from "@eventmaster/db/schema/organizations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Context, reading } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { loadVisibleEvent } from "../events/load-event.ts";
import { trustOrganizationId } from "./organization-id.ts";

/**
 * The organization in which the caller may see this event, or holds this registration: a link names the thing alone, and
 * may be followed from within another organization (decision 51). Null for what is nowhere to be seen, and so tells no more
 * than going to each organization and asking there. It looks across all tenants, so it asks the pool.
 */
export async function locate(ctx: Context, input: z.infer<typeof locateInput>): Promise<Organization | null> {
  return input.kind === "event" ? ofEvent(ctx, input.id) : ofOwnRegistration(ctx, input.id);
}

async function ofEvent(ctx: Context, eventId: string): Promise<Organization | null> {
  const [found] = await ctx.pool
    .select({ id: organizations.id, slug: organizations.slug, name: organizations.name })
    .from(events)
    .innerJoin(organizations, eq(organizations.id, events.organizationId))
    .where(eq(events.id, eventId));
  if (!found) return null;
  const there = { ...ctx, ...(await standingIn(ctx, found.id)) };
  try {
    await reading(there, (ctx) => loadVisibleEvent(ctx, eventId));
    return found;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

/** As whom the caller would come to that organization. */
async function standingIn(
  { pool, actor }: Context,
  id: string,
): Promise<Pick<Context, "organizationId" | "actor">> {
  const organizationId = trustOrganizationId(id);
  // A key is for its own organization.
  if (!actor || actor.apiKey) return { organizationId, actor: null };
  const [found] = await pool
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, id), eq(memberships.userId, actor.userId)));
  return { organizationId, actor: { ...actor, role: found?.role ?? "guest" } };
}

async function ofOwnRegistration(
  { pool, actor }: Context,
  registrationId: string,
): Promise<Organization | null> {
  if (!actor) return null;
  const [found] = await pool
    .select({ id: organizations.id, slug: organizations.slug, name: organizations.name })
    .from(registrations)
    .innerJoin(organizations, eq(organizations.id, registrations.organizationId))
    .where(and(eq(registrations.id, registrationId), eq(registrations.userId, actor.userId)));
  return found ?? null;
}
