import { createFileRoute } from "@tanstack/react-router";
import { ScanPage } from "../check-in/scan-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/")({ component: Scan });

function Scan() {
  const { me } = Route.useRouteContext();
  const open = useOpenDoor();
  const event = useDoorEvent();
  // Another event is another door: nothing of the last one is left.
  return <ScanPage key={event.id} event={event} me={me} open={open} />;
}
