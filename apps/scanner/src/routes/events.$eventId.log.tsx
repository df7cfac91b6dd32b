import { createFileRoute } from "@tanstack/react-router";
import { z } from "zod";
import { logFilters } from "../check-in/log-filter.ts";
import { LogPage } from "../check-in/log-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/log")({
  validateSearch: z.object({
    only: z.enum(logFilters).optional().catch(undefined),
    days: z.literal("all").optional().catch(undefined),
    q: z.string().optional().catch(undefined),
  }),
  component: Log,
});

function Log() {
  return <LogPage event={useDoorEvent()} open={useOpenDoor()} search={Route.useSearch()} />;
}
