import { createFileRoute } from "@tanstack/react-router";
import { devicesInput, doorSettingsInput } from "../../../features/check-in/door-input.ts";
import { DoorPage } from "../../../features/check-in/door-page.tsx";
import { loadDesk } from "../../../features/events/load-desk.ts";
import { load } from "../../../lib/load.ts";
import { api } from "../../../lib/trpc.ts";

export const Route = createFileRoute("/manage/$eventId/door")({
  loader: async ({ params: { eventId }, location }) => {
    await Promise.all([
      loadDesk("door:manage", eventId, location),
      load(api.checkIn.staff, { eventId }),
      load(api.checkIn.occupancy, { eventId }),
      load(api.checkIn.roster, doorSettingsInput(eventId)),
      load(api.checkIn.devices, devicesInput(eventId)),
    ]);
  },
  component: DoorPage,
});
