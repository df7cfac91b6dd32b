import { createFileRoute, redirect } from "@tanstack/react-router";
import { lockedEvent } from "../check-in/kiosk-lock.ts";
import { KioskPage } from "../check-in/kiosk-page.tsx";
import { useDoorEvent } from "../check-in/use-door-event.ts";
import { useOpenDoor } from "../check-in/use-open-door.ts";

export const Route = createFileRoute("/events/$eventId/kiosk")({
  // Without a lock it would only look like one.
  beforeLoad: ({ params: { eventId } }) => {
    if (lockedEvent() === null)
      throw redirect({ to: "/events/$eventId", params: { eventId }, replace: true });
  },
  component: Kiosk,
});

function Kiosk() {
  const open = useOpenDoor();
  return <KioskPage key={open.eventId} event={useDoorEvent()} open={open} />;
}
