import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { getRouteApi } from "@tanstack/react-router";
import { Mail } from "lucide-react";
import { useNow } from "../../lib/use-now.ts";
import { EventDesk } from "../events/event-desk.tsx";
import { MessageForm } from "./message-form.tsx";
import { RemindersSwitch } from "./reminders-switch.tsx";
import { SentMessages } from "./sent-messages.tsx";
import { messagesText } from "./text.ts";

const route = getRouteApi("/manage/$eventId/messages");

/** What an organizer writes to the people of an event, and what they are told by themselves. */
export function MessagesPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="messages">
      {(event) => <Messages key={event.id} event={event} />}
    </EventDesk>
  );
}

function Messages({ event }: { event: Event }) {
  const t = useText(messagesText);
  const now = useNow();
  const isToCome = event.status !== "cancelled" && now < new Date(event.startAt);
  const mayBeWritten = event.status === "published" || event.status === "cancelled";
  return (
    <>
      {isToCome && <RemindersSwitch eventId={event.id} />}
      {mayBeWritten ? (
        <>
          <MessageForm eventId={event.id} />
          <SentMessages event={event} />
        </>
      ) : (
        <EmptyState icon={Mail} title={t.notYet}>
          {t.notYetNext}
        </EmptyState>
      )}
    </>
  );
}
