import { createFileRoute } from "@tanstack/react-router";
import { ConflictsPage } from "../check-in/conflicts-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/conflicts")({ component: Conflicts });

function Conflicts() {
  const { me } = Route.useRouteContext();
  return <ConflictsPage event={useDoorEvent()} me={me} open={useOpenDoor()} />;
}
