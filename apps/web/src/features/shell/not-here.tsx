import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ErrorState } from "@eventmaster/ui/error-state";
import { toast } from "@eventmaster/ui/toast";
import { skipToken } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState } from "react";
import { organizationOfTab, type Place } from "../../lib/organization.ts";
import { useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { followInto } from "../accounts/change-session.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { shellText } from "./text.ts";

/**
 * What is not found here, or not allowed here, may be in another organization: then the tab goes there. A link out of a mail or
 * from a friend says nothing of organizations, and who follows it need know nothing of them.
 */
export function NotHere({ code, onFollow }: { code: "forbidden" | "not_found"; onFollow: () => void }) {
  const { registrationId, eventId } = useParams({ strict: false });
  const id = registrationId ?? eventId;
  const otherwise = code === "forbidden" ? <Forbidden /> : <NotFoundPage />;
  const kind = registrationId === undefined ? "event" : "registration";
  const isNowhere = useLookElsewhere(id === undefined ? null : { kind, id }, onFollow);
  return isNowhere ? otherwise : null;
}

/** Whether it is known that there is nowhere to go. */
function useLookElsewhere(
  thing: { kind: "event" | "registration"; id: string } | null,
  onFollow: () => void,
): boolean {
  const t = useText(shellText);
  const [here] = useState(organizationOfTab);
  const [isStuck, setIsStuck] = useState(false);
  const { data, isFetched } = trpc.organizations.locate.useQuery(thing ?? skipToken, { retry: false });
  const place = data && data.id !== here ? data : null;
  const follow = useEffectEvent(async (place: Place) => {
    await followInto(place);
    toast.success(t.nowIn(place.name));
    onFollow();
  });
  useEffect(() => {
    if (place) follow(place).catch(() => setIsStuck(true));
  }, [place]);
  return thing === null || isStuck || (isFetched && place === null);
}

function Forbidden() {
  const t = useText(shellText);
  const me = useSession();
  return (
    <ErrorState
      kind="forbidden"
      action={
        <Link to="/events" className={buttonStyles()}>
          {t.browseEvents}
        </Link>
      }
    >
      {me ? t.roleForbids(me.displayName) : undefined}
    </ErrorState>
  );
}
