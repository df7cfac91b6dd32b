import type { DoorEvent } from "@eventmaster/contract/check-in";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { SkeletonRows } from "@eventmaster/ui/skeleton";
import { TabCount, tabLinkStyles } from "@eventmaster/ui/tabs";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, ScanLine } from "lucide-react";
import { useState } from "react";
import type { LoggedScan } from "../store/database.ts";
import { useRecentScans } from "../store/use-recent-scans.ts";
import {
  type OutcomeKind,
  outcomeKind,
  outcomeKinds,
  outcomeKindWords,
  outcomeWords,
} from "./outcome-look.ts";
import { recheck } from "./recheck.ts";
import { ScanRow } from "./scan-row.tsx";

/** More rows than this nobody reads on a phone; the organizer's report has them all. */
const longestLog = 1000;

/** What this device has scanned at this event. */
export function LogPage({ event, only }: { event: DoorEvent; only: OutcomeKind | null }) {
  const scans = useRecentScans(event.id, longestLog);
  const counts = Map.groupBy(scans ?? [], (scan) => outcomeKind(scan.outcome));
  const listed = only === null ? scans : (counts.get(only) ?? []);
  return (
    <main>
      <Page
        title="Scans on this device"
        siteName="EventMaster Scanner"
        width="narrow"
        subtitle="The last two days; the server keeps all."
        eyebrow={
          <Link
            to="/events/$eventId"
            params={{ eventId: event.id }}
            className="-ms-1 inline-flex min-h-11 items-center gap-2 px-1 text-accent underline-offset-4 hover:underline"
          >
            <ArrowLeft aria-hidden className="size-4.5 shrink-0" />
            {event.title}
          </Link>
        }
      >
        <nav aria-label="Show" className="no-scrollbar mb-2 flex gap-5 overflow-x-auto border-b border-line">
          {[null, ...outcomeKinds].map((kind) => (
            <Link
              key={kind ?? "all"}
              to="/events/$eventId/log"
              params={{ eventId: event.id }}
              search={kind ? { only: kind } : {}}
              activeOptions={{ exact: true, includeSearch: true }}
              replace
              className={tabLinkStyles()}
            >
              {kind ? outcomeKindWords[kind] : "All"}
              {kind && counts.has(kind) && <TabCount count={counts.get(kind)?.length ?? 0} />}
            </Link>
          ))}
        </nav>
        {listed === null && <SkeletonRows count={4} className="h-14" />}
        {listed?.length === 0 && (
          <EmptyState icon={ScanLine} title={only ? "None of these" : "Nothing scanned yet"} className="mt-6">
            Every scan of this event on this device appears here.
          </EmptyState>
        )}
        <ul className="divide-y divide-line">
          {listed?.map((scan) => (
            <li key={scan.id} className="flex flex-wrap items-center gap-3 py-2.5">
              <ScanRow scan={scan} isWhole />
              <Details scan={scan} event={event} />
            </li>
          ))}
        </ul>
        {scans?.length === longestLog && (
          <p className="mt-4 text-sm text-ink-muted">The latest {longestLog.toLocaleString()} are shown.</p>
        )}
      </Page>
    </main>
  );
}

function Details({ scan, event }: { scan: LoggedScan; event: DoorEvent }) {
  const [isChecking, setIsChecking] = useState(false);
  if (scan.outcome === "not_checked" && scan.code !== null) {
    const check = async () => {
      setIsChecking(true);
      await recheck(event, scan);
      setIsChecking(false);
    };
    return (
      <div className="w-full ps-12">
        <Button size="small" variant="secondary" isPending={isChecking} onPress={check}>
          Check again
        </Button>
      </div>
    );
  }
  // The row has said the rest.
  if (scan.name === null || scan.outcome === "admitted" || scan.message === outcomeWords[scan.outcome])
    return null;
  return <p className="-mt-2 w-full ps-12 text-sm text-ink-muted">{scan.message}</p>;
}
