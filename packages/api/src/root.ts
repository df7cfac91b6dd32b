import type { AnyProcedure } from "@trpc/server";
import { accounts } from "./routers/accounts.ts";
import { apiKeys } from "./routers/api-keys.ts";
import { audit } from "./routers/audit.ts";
import { checkIn } from "./routers/check-in.ts";
import { events } from "./routers/events.ts";
import { live } from "./routers/live.ts";
import { organizations } from "./routers/organizations.ts";
import { registrations } from "./routers/registrations.ts";
import { system } from "./routers/system.ts";
import { reports } from "./routers/reports.ts";
import { users } from "./routers/users.ts";
import { waitlist } from "./routers/waitlist.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  accounts,
  apiKeys,
  audit,
  checkIn,
  events,
  live,
  organizations,
  registrations,
  reports,
  system,
  users,
  waitlist,
});
export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);

/** Every procedure by its path, such as `events.list`: flat at run time, where tRPC's type says nested. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
export const proceduresByPath = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
