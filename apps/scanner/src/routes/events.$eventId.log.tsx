import { createFileRoute } from "@tanstack/react-router";
import { z } from "zod";
import { LogPage } from "../check-in/log-page.tsx";
import { outcomeKinds } from "../check-in/outcome-look.ts";
import { useDoorEvent } from "../check-in/use-door-event.ts";

export const Route = createFileRoute("/events/$eventId/log")({
  validateSearch: z.object({ only: z.enum(outcomeKinds).optional().catch(undefined) }),
  component: Log,
});

function Log() {
  const { only } = Route.useSearch();
  return <LogPage event={useDoorEvent()} only={only ?? null} />;
}
