import type { DatabaseOrTransaction } from "@eventmaster/db/client";
import { organizations } from "@eventmaster/db/schema/organizations";
import { asc } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { OrganizationId } from "../context.ts";
import { trustOrganizationId } from "./organization-id.ts";

/** The oldest organization: everybody's, until there are two. A fresh database gets one. */
export async function defaultOrganization(db: DatabaseOrTransaction): Promise<OrganizationId> {
  const oldest = () =>
    db
      .select({ id: organizations.id })
      .from(organizations)
      .orderBy(asc(organizations.createdAt), asc(organizations.id))
      .limit(1);
  let [found] = await oldest();
  if (!found) {
    // Two servers that start at once both try: the slug is unique, and one of them wins.
    await db
      .insert(organizations)
      .values({ id: uuidv7(), slug: "default", name: "EventMaster" })
      .onConflictDoNothing();
    [found] = await oldest();
  }
  if (!found) throw new Error("The database has no organization and none could be made");
  return trustOrganizationId(found.id);
}
