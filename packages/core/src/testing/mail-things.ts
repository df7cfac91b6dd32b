import { suppressedAddresses } from "@eventmaster/db/schema/mails";
import { uuidv7 } from "uuidv7";
import type { TestOrganization, TestSystem } from "./test-system.ts";

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
