import { createFileRoute } from "@tanstack/react-router";
import { KioskPage } from "../check-in/kiosk-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/kiosk")({ component: Kiosk });

function Kiosk() {
  const { me } = Route.useRouteContext();
  const open = useOpenDoor();
  return <KioskPage key={open.eventId} event={useDoorEvent()} me={me} open={open} />;
}
