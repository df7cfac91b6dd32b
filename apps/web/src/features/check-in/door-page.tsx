import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Section } from "@eventmaster/ui/page";
import { getRouteApi } from "@tanstack/react-router";
import { EventDesk } from "../events/event-desk.tsx";
import { CheckInPoints } from "./check-in-points.tsx";
import { DoorDevices } from "./door-devices.tsx";
import { DoorNamesChoice } from "./door-names-choice.tsx";
import { DoorStaff } from "./door-staff.tsx";
import { checkInText } from "./text.ts";

const route = getRouteApi("/manage/$eventId/door");

/** Who scans, where, on which devices, and what they are shown. */
export function DoorPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="door">
      {(event) => <Door event={event} />}
    </EventDesk>
  );
}

function Door({ event }: { event: Event }) {
  const t = useText(checkInText);
  return (
    <>
      <Section title={t.staff}>
        <DoorStaff eventId={event.id} />
      </Section>
      <CheckInPoints eventId={event.id} />
      <Section title={t.names}>
        <DoorNamesChoice eventId={event.id} />
      </Section>
      <Section title={t.devices}>
        <DoorDevices eventId={event.id} />
      </Section>
    </>
  );
}
