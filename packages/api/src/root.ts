import { accounts } from "./routers/accounts.ts";
import { audit } from "./routers/audit.ts";
import { checkIn } from "./routers/check-in.ts";
import { events } from "./routers/events.ts";
import { registrations } from "./routers/registrations.ts";
import { users } from "./routers/users.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({ accounts, audit, checkIn, events, registrations, users });
export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
