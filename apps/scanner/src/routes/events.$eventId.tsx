import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ErrorState } from "@eventmaster/ui/error-state";
import { createFileRoute, Link, notFound, Outlet } from "@tanstack/react-router";
import { queryClient } from "../api.ts";
import { lockedEvent } from "../check-in/kiosk-lock.ts";
import { openDoor } from "../check-in/open-door.ts";
import { UnlockKiosk } from "../check-in/unlock-kiosk.tsx";
import { pagesText } from "../pages-text.ts";
import { requireSession } from "../require-session.ts";
import { doorEventsQuery, followToDoor } from "../session.ts";

export const Route = createFileRoute("/events/$eventId")({
  beforeLoad: ({ params: { eventId } }) => requireSession(eventId),
  loader: async ({ params: { eventId }, context: { me } }) => {
    const event = await findDoorEvent(eventId);
    if (!event) throw notFound();
    return { event, open: await openDoor(eventId, me) };
  },
  notFoundComponent: NotYours,
  component: Outlet,
});

function NotYours() {
  const t = useText(pagesText);
  return (
    <main>
      <ErrorState
        kind="not-found"
        title={t.notYours}
        action={
          lockedEvent() === null ? (
            <Link to="/" className={buttonStyles()}>
              {t.choose}
            </Link>
          ) : (
            <UnlockKiosk />
          )
        }
      >
        {t.notYoursWhy}
      </ErrorState>
    </main>
  );
}

async function findDoorEvent(eventId: string) {
  const known = await queryClient.ensureQueryData(doorEventsQuery);
  const found = known.find(({ id }) => id === eventId);
  if (found) return found;
  // It may have been published, or become theirs, since the list was read.
  const fresh = await queryClient.fetchQuery({ ...doorEventsQuery, staleTime: 0 });
  const now = fresh.find(({ id }) => id === eventId);
  if (now || !(await followToDoor(eventId))) return now;
  const there = await queryClient.fetchQuery(doorEventsQuery);
  return there.find(({ id }) => id === eventId);
}
