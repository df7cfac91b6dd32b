import { fileAddress } from "./organization.ts";
import { trpcClient } from "./trpc.ts";

/** A file of the REST API by its address, which the browser saves as it comes. @throws before it leaves the page, when nobody is signed in */
export async function openFile(path: string): Promise<void> {
  // The browser's own request renews no session: an expired one would answer with an error in place of the page.
  await trpcClient.accounts.session.query();
  window.location.assign(fileAddress(path));
}
