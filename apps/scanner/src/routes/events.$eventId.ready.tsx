import { createFileRoute } from "@tanstack/react-router";
import { ReadinessPage } from "../check-in/readiness-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/ready")({ component: Ready });

function Ready() {
  const { me } = Route.useRouteContext();
  return <ReadinessPage event={useDoorEvent()} me={me} open={useOpenDoor()} />;
}
