import { useText } from "@eventmaster/i18n/locale";
import { Link } from "@tanstack/react-router";
import { CloudOff, CloudUpload, Ticket, TriangleAlert, Users, Wifi, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import type { OpenDoor } from "./open-door.ts";
import { doorText } from "./text.ts";
import { type Counts, type DeviceStatus, useCounts, useDeviceStatus } from "./use-open-door.ts";

/** One line that says whether this device can be relied on; pressed, it leads to what can be done. */
export function DeviceStatusBar({ open }: { open: OpenDoor }) {
  const status = useDeviceStatus(open);
  const counts = useCounts(open);
  const { eventId } = open;
  const t = useText(doorText).status;
  return (
    <nav aria-label={t.label} className="flex flex-wrap gap-2">
      <Link to="/events/$eventId/ready" params={{ eventId }} className={chip(status.link === "none")}>
        {status.link === "fast" || status.link === "slow" ? (
          <Wifi aria-hidden className="size-4" />
        ) : (
          <WifiOff aria-hidden className="size-4" />
        )}
        {t[status.link]}
      </Link>
      <Link to="/events/$eventId/ready" params={{ eventId }} className={chip(status.roster !== "complete")}>
        <Ticket aria-hidden className="size-4" />
        <RosterWords status={status} />
      </Link>
      {counts && counts.inside !== counts.admitted && <Inside counts={counts} />}
      {status.waiting > 0 && (
        <Link
          to="/events/$eventId/log"
          params={{ eventId }}
          search={{ only: "waiting" }}
          className={chip(false)}
        >
          <CloudUpload aria-hidden className="size-4" />
          {t.waiting(status.waiting)}
        </Link>
      )}
      {status.refused > 0 && (
        <Link
          to="/events/$eventId/log"
          params={{ eventId }}
          search={{ only: "attention" }}
          className={chip(true)}
        >
          <TriangleAlert aria-hidden className="size-4" />
          {t.refused(status.refused)}
        </Link>
      )}
      {status.unsaved > 0 && (
        <Link to="/events/$eventId/ready" params={{ eventId }} className={chip(true)}>
          <CloudOff aria-hidden className="size-4" />
          {t.unsaved(status.unsaved)}
        </Link>
      )}
      {status.conflicts > 0 && (
        <Link to="/events/$eventId/conflicts" params={{ eventId }} className={chip(true)}>
          <TriangleAlert aria-hidden className="size-4" />
          {t.conflicts(status.conflicts)}
        </Link>
      )}
    </nav>
  );
}

function RosterWords({ status }: { status: DeviceStatus }): ReactNode {
  const t = useText(doorText).status;
  if (status.roster === "complete") return t.tickets(status.tickets);
  if (status.roster === "partial") return t.halfTickets(status.tickets);
  return status.roster === "loading" ? t.loadingTickets : t.noTickets;
}

function Inside({ counts }: { counts: Counts }) {
  const t = useText(doorText).status;
  return (
    <span className={chip(false)}>
      <Users aria-hidden className="size-4" />
      {t.inside(counts.inside)}
    </span>
  );
}

function chip(isWarning: boolean): string {
  const tone = isWarning ? "bg-caution-soft text-caution" : "bg-sunken text-ink-muted";
  return `inline-flex min-h-8 items-center gap-1.5 rounded-full px-3 text-sm font-semibold whitespace-nowrap no-underline tabular-nums ${tone}`;
}
