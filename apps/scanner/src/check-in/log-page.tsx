import { useText } from "@eventmaster/i18n/locale";
import type { DoorEvent } from "@eventmaster/contract/check-in";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { SearchField } from "@eventmaster/ui/search-field";
import { TabCount, tabLinkStyles } from "@eventmaster/ui/tabs";
import { Link, useNavigate } from "@tanstack/react-router";
import { ScanLine } from "lucide-react";
import { useState } from "react";
import { pagesText } from "../pages-text.ts";
import { BackToDoor } from "./back-to-door.tsx";
import { findScans, type LogFilter, logFilters, matches, midnightBefore } from "./log-filter.ts";
import { logText } from "./log-text.ts";
import type { OpenDoor } from "./open-door.ts";
import { isTakenBack, type OwnScan, wentThrough } from "./own-scan.ts";
import { refusalSentence, scanSentence } from "./scan-sentence.ts";
import { ScanRow } from "./scan-row.tsx";
import { doorText } from "./text.ts";
import { UndoDialog } from "./undo-dialog.tsx";
import { useOwnScans } from "./use-open-door.ts";

/** More rows than this nobody reads on a phone; the organizer's report has them all. */
const longestLog = 500;

export interface LogSearch {
  only?: LogFilter | undefined;
  days?: "all" | undefined;
  q?: string | undefined;
}

/** What this device has scanned at this event. */
export function LogPage({ event, open, search }: { event: DoorEvent; open: OpenDoor; search: LogSearch }) {
  const t = useText(logText);
  const { site } = useText(pagesText);
  const [now] = useState(() => Date.now());
  const [undoing, setUndoing] = useState<OwnScan | null>(null);
  const { only = null, q = "" } = search;
  const since = search.days === "all" ? 0 : midnightBefore(now);
  const scans = findScans(useOwnScans(open.device.scans, open.eventId), { filter: null, words: q, since });
  const found = only === null ? scans : scans.filter((scan) => matches(scan, only));
  const listed = found.slice(0, longestLog);
  const to = { to: "/events/$eventId/log", params: { eventId: event.id }, replace: true } as const;
  return (
    <main>
      <Page
        title={t.title}
        siteName={site}
        width="narrow"
        subtitle={
          <>
            {search.days === "all" ? t.allDays : t.today}{" "}
            <Link
              {...to}
              search={{ ...search, days: search.days === "all" ? undefined : "all" }}
              className="text-accent underline underline-offset-4"
            >
              {search.days === "all" ? t.showToday : t.showAllDays}
            </Link>
          </>
        }
        eyebrow={<BackToDoor event={event} />}
      >
        <LogSearchField search={search} eventId={event.id} />
        <nav
          aria-label={t.show}
          className="no-scrollbar mb-2 flex gap-5 overflow-x-auto border-b border-line"
        >
          {[null, ...logFilters].map((filter) => (
            <Link
              key={filter ?? "all"}
              {...to}
              search={{ ...search, only: filter ?? undefined }}
              activeOptions={{ exact: true, includeSearch: true }}
              className={tabLinkStyles()}
            >
              {filter ? t.filters[filter] : t.all}
              {filter && <Count count={scans.filter((scan) => matches(scan, filter)).length} />}
            </Link>
          ))}
        </nav>
        {listed.length === 0 && (
          <EmptyState icon={ScanLine} title={only || q ? t.noneOfThese : t.nothing} className="mt-6">
            {t.nothingHint}
          </EmptyState>
        )}
        <ul className="divide-y divide-line">
          {listed.map((scan) => (
            <li key={scan.id} className="flex flex-wrap items-center gap-3 py-2.5">
              <ScanRow scan={scan} isWhole />
              <Details scan={scan} open={open} onUndo={() => setUndoing(scan)} />
            </li>
          ))}
        </ul>
        {found.length > longestLog && <p className="mt-4 text-sm text-ink-muted">{t.latest(longestLog)}</p>}
      </Page>
      {undoing && (
        <UndoDialog
          onClose={() => setUndoing(null)}
          onUndo={(reason) => void open.door.undo(undoing.id, reason)}
        />
      )}
    </main>
  );
}

function Count({ count }: { count: number }) {
  return count > 0 ? <TabCount count={count} /> : null;
}

function LogSearchField({ search, eventId }: { search: LogSearch; eventId: string }) {
  const t = useText(logText);
  const navigate = useNavigate({ from: "/events/$eventId/log" });
  return (
    <SearchField
      label={t.search}
      className="mb-4"
      value={search.q ?? ""}
      onChange={(q) =>
        void navigate({
          to: "/events/$eventId/log",
          params: { eventId },
          search: { ...search, q: q === "" ? undefined : q },
          replace: true,
        })
      }
    />
  );
}

function Details({ scan, open, onUndo }: { scan: OwnScan; open: OpenDoor; onUndo: () => void }) {
  const t = useText(logText);
  const { outcomes } = useText(doorText);
  const [isChecking, setIsChecking] = useState(false);
  const { delivery, undo, code } = scan;
  const check = async () => {
    if (code === null) return;
    setIsChecking(true);
    await open.door.decide({ id: scan.id, code, source: scan.source });
    setIsChecking(false);
  };
  const canCheck = scan.outcome === "not_checked" && code !== null;
  const canUndo = wentThrough(scan);
  const sentence = scanSentence(scan);
  const sentences = [
    // The row has said the rest.
    scan.name !== null && scan.outcome !== "admitted" && sentence !== outcomes[scan.outcome]
      ? sentence
      : null,
    delivery.state === "refused" ? t.refusedWhy(refusalSentence(delivery.code, delivery.message)) : null,
    delivery.state === "sent" ? disagreement(scan, t, outcomes) : null,
    undo?.state === "refused" ? t.undoRefusedWhy(refusalSentence(undo.code, undo.message)) : null,
    undo && isTakenBack(scan) ? t.undone(undo.reason) : null,
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0 && !canCheck && !canUndo && delivery.state !== "refused") return null;
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2 ps-12">
      {sentences.map((sentence) => (
        <p key={sentence} className="w-full text-sm text-ink-muted">
          {sentence}
        </p>
      ))}
      {canCheck && (
        <Button size="small" variant="secondary" isPending={isChecking} onPress={check}>
          {t.checkAgain}
        </Button>
      )}
      {delivery.state === "refused" && (
        <Button size="small" variant="secondary" onPress={() => void open.door.sendAgain(scan.id)}>
          {t.sendAgain}
        </Button>
      )}
      {canUndo && (
        <Button size="small" variant="secondary" onPress={onUndo}>
          {t.undo}
        </Button>
      )}
    </div>
  );
}

/** What the server made of it, where that is not what the door was shown. */
function disagreement(
  { delivery, outcome, undo }: OwnScan,
  t: typeof logText.words,
  outcomes: typeof doorText.words.outcomes,
): string | null {
  if (delivery.state !== "sent" || undo !== null) return null;
  const { conflict, verdict } = delivery;
  if (conflict)
    return conflict.kind === "admitted_twice"
      ? t.conflict(conflict.admittedBy ?? t.another)
      : t.conflictNoTicket;
  return verdict === outcome ? null : t.serverSays(outcomes[verdict]);
}
