import type { AnyProcedure } from "@trpc/server";
import { accounts } from "./routers/accounts.ts";
import { apiKeys } from "./routers/api-keys.ts";
import { audit } from "./routers/audit.ts";
import { calendar } from "./routers/calendar.ts";
import { checkIn } from "./routers/check-in.ts";
import { events } from "./routers/events.ts";
import { files } from "./routers/files.ts";
import { live } from "./routers/live.ts";
import { messages } from "./routers/messages.ts";
import { notifications } from "./routers/notifications.ts";
import { organizations } from "./routers/organizations.ts";
import { registrations } from "./routers/registrations.ts";
import { system } from "./routers/system.ts";
import { reports } from "./routers/reports.ts";
import { users } from "./routers/users.ts";
import { waitlist } from "./routers/waitlist.ts";
import { wallets } from "./routers/wallets.ts";
import { webhooks } from "./routers/webhooks.ts";
import { createCallerFactory, router } from "./trpc.ts";

const domains = {
  accounts,
  apiKeys,
  audit,
  calendar,
  checkIn,
  events,
  live,
  messages,
  notifications,
  organizations,
  registrations,
  reports,
  system,
  users,
  waitlist,
  wallets,
  webhooks,
};

/** What the apps call. */
export const appRouter = router(domains);
export type AppRouter = typeof appRouter;

/** What REST calls: the same, and files. */
export const restRouter = router({ ...domains, files });
export type RestRouter = typeof restRouter;

export const createCaller = createCallerFactory(restRouter);

/** Every procedure by its path, such as `events.list`: flat at run time, where tRPC's type says nested. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
export const proceduresByPath = restRouter._def.procedures as unknown as Record<string, AnyProcedure>;
