import { createFileRoute } from "@tanstack/react-router";
import { logFilters } from "../check-in/log-filter.ts";
import { LogPage, type LogSearch } from "../check-in/log-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/log")({
  validateSearch: ({ only, days, q }: Record<string, unknown>): LogSearch => ({
    only: logFilters.find((filter) => filter === only),
    days: days === "all" ? days : undefined,
    q: typeof q === "string" ? q : undefined,
  }),
  component: Log,
});

function Log() {
  return <LogPage event={useDoorEvent()} open={useOpenDoor()} search={Route.useSearch()} />;
}
