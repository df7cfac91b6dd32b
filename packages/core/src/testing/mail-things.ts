import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { uuidv7 } from "uuidv7";
import type { Person, TestOrganization, TestSystem } from "./test-system.ts";

/** An address that no mail of the organization goes to. */
export async function suppressionIn(
  system: TestSystem,
  organization: TestOrganization,
  address: string = `gone-${uuidv7()}@company.test`,
): Promise<string> {
  const id = uuidv7();
  await system.db
    .insert(suppressedAddresses)
    .values({ id, organizationId: organization.organizationId, address, reason: "550 5.1.1" });
  return id;
}

/** A place at the end of an event's waitlist. */
export async function waitFor(system: TestSystem, eventId: string, person: Person): Promise<void> {
  await system.sql`
    insert into waitlist_entries (id, organization_id, event_id, user_id)
    select gen_random_uuid(), organization_id, id, ${person.userId} from events where id = ${eventId}
    on conflict do nothing`;
}
