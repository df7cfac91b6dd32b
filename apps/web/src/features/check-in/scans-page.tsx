import { type LoggedScan, scanDirections } from "@eventmaster/contract/check-in";
import type { Event } from "@eventmaster/contract/events";
import { verdicts } from "@eventmaster/contract/verdicts";
import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, type BadgeTone } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Section } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { getRouteApi } from "@tanstack/react-router";
import { RotateCw, ScanLine } from "lucide-react";
import { useMemo, useState } from "react";
import { openFile } from "../../lib/open-file.ts";
import { trpc } from "../../lib/trpc.ts";
import { EventDesk } from "../events/event-desk.tsx";
import { DownloadMenu } from "../lists/download-menu.tsx";
import { SearchBox } from "../lists/search-box.tsx";
import { useLongList } from "../lists/use-long-list.ts";
import { type Column, VirtualTable } from "../lists/virtual-table.tsx";
import { OpenConflicts } from "./open-conflicts.tsx";
import { scansQuery } from "./scans-query.ts";
import { scansFile, type ScansSearch } from "./scans-search.ts";
import { checkInText } from "./text.ts";
import { isUndoable, UndoDialog } from "./undo-dialog.tsx";

const route = getRouteApi("/manage/$eventId/scans");

/** Every reading at the door whatever came of it, and what somebody has to look at. */
export function ScansPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="scans">
      {(event) => (
        <>
          <OpenConflicts event={event} />
          <ScansLog event={event} />
        </>
      )}
    </EventDesk>
  );
}

function ScansLog({ event }: { event: Event }) {
  const t = useText(checkInText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { table, isReading, readAgain } = useLongList(scansQuery(event.id, search));
  const [points] = trpc.checkIn.points.useSuspenseQuery({ eventId: event.id });
  const [undoing, setUndoing] = useState<LoggedScan | null>(null);
  const look = (changes: ScansSearch) =>
    void navigate({ search: { ...search, ...changes }, replace: true, resetScroll: false });
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <Section
      title={t.scans}
      actions={
        <>
          <Button variant="quiet" size="small" isPending={isReading} onPress={() => void readAgain()}>
            <RotateCw aria-hidden />
            {t.refresh}
          </Button>
          <DownloadMenu
            onDownload={(ending) => openFile(scansFile(event.id, ending, search))}
            isPart={isFiltered}
          />
        </>
      }
    >
      <div className="mb-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,20rem)_13rem_13rem_13rem]">
        <SearchBox label={t.searchScans} value={search.q} onSearch={(q) => look({ q })} />
        <Select
          label={t.outcome}
          isLabelHidden
          options={[
            { value: "all", label: t.everyOutcome },
            ...verdicts.map((value) => ({ value, label: t.verdicts[value] })),
          ]}
          value={search.verdict ?? "all"}
          onChange={(verdict) => look({ verdict: verdict === "all" ? undefined : verdict })}
        />
        <Select
          label={t.point}
          isLabelHidden
          options={[
            { value: "all", label: t.everyPoint },
            ...points.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={search.point ?? "all"}
          onChange={(point) => look({ point: point === "all" ? undefined : point })}
        />
        <Select
          label={t.direction}
          isLabelHidden
          options={[
            { value: "all", label: t.everyDirection },
            ...scanDirections.map((value) => ({ value, label: t.directions[value] })),
          ]}
          value={search.direction ?? "all"}
          onChange={(direction) => look({ direction: direction === "all" ? undefined : direction })}
        />
      </div>
      <VirtualTable
        {...table}
        label={t.scans}
        columns={useColumns(event.timeZone, setUndoing)}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={ScanLine} title={isFiltered ? t.noScanMatches : t.noScans}>
            {isFiltered ? t.noScanMatchesNext : t.noScansNext}
          </EmptyState>
        }
      />
      <UndoDialog scan={undoing} onClose={() => setUndoing(null)} />
    </Section>
  );
}

function toneOf(scan: LoggedScan): BadgeTone {
  if (scan.undone) return "neutral";
  if (scan.verdict === "admitted" || scan.verdict === "left") return "positive";
  return scan.verdict === "already_admitted" ? "caution" : "negative";
}

function useColumns(timeZone: string, onUndo: (scan: LoggedScan) => void): Column<LoggedScan>[] {
  const t = useText(checkInText);
  return useMemo(
    () => [
      {
        id: "holder",
        header: t.holder,
        track: "minmax(9.5rem, 1.5fr)",
        isRowHeader: true,
        cell: (row) => row.registration?.holderName ?? "—",
      },
      {
        id: "when",
        header: t.when,
        track: "11.5rem",
        cell: (row) => <Instant at={row.scannedAt} timeZone={timeZone} hasSeconds />,
      },
      {
        id: "outcome",
        header: t.outcome,
        track: "11.5rem",
        cell: (row) => (
          <span className="flex flex-wrap items-center gap-x-2.5 max-sm:justify-end">
            <Badge tone={toneOf(row)}>{t.verdicts[row.verdict]}</Badge>
            {isUndoable(row) && (
              <button
                type="button"
                aria-label={t.undoScanOf(row.registration?.holderName ?? t.aTicket)}
                onClick={() => onUndo(row)}
                className="inline-flex min-h-6 cursor-pointer items-center text-sm font-semibold text-accent underline underline-offset-3"
              >
                {t.undo}
              </button>
            )}
          </span>
        ),
      },
      { id: "direction", header: t.direction, track: "5.5rem", cell: (row) => t.directions[row.direction] },
      { id: "point", header: t.point, track: "minmax(7rem, 1fr)", cell: (row) => row.checkInPoint.name },
      {
        id: "by",
        header: t.by,
        track: "minmax(8rem, 1fr)",
        cell: (row) => (
          <>
            {row.scannedBy?.displayName ?? t.somebody}
            {row.deviceId && (
              <span className="block text-sm break-words text-ink-muted">
                {row.deviceName ?? row.deviceId}
              </span>
            )}
          </>
        ),
      },
      {
        id: "notes",
        header: t.notes,
        track: "minmax(9rem, 1.5fr)",
        cell: (row) => <Notes scan={row} timeZone={timeZone} />,
      },
    ],
    [t, timeZone, onUndo],
  );
}

/** What is worth knowing of a scan beside its outcome. */
function Notes({ scan, timeZone }: { scan: LoggedScan; timeZone: string }) {
  const t = useText(checkInText);
  const waited = Date.parse(scan.receivedAt) - Date.parse(scan.scannedAt);
  const notes = [
    scan.mark && t.marks[scan.mark],
    scan.isHeld && !scan.resolution && t.heldNote,
    scan.undone && t.undoneBy(scan.undone.by ?? t.somebody, scan.undone.reason),
    scan.resolution && t.resolvedBy(scan.resolution.by ?? t.somebody, scan.resolution.note),
    scan.deviceVerdict && scan.deviceVerdict !== scan.verdict && t.deviceSaid(t.verdicts[scan.deviceVerdict]),
    waited > 60_000 &&
      t.receivedLater(
        dateFormat({ timeZone, hour: "2-digit", minute: "2-digit" }).format(new Date(scan.receivedAt)),
      ),
  ].filter((note) => typeof note === "string");
  if (notes.length === 0) return "—";
  return <span className="text-sm wrap-anywhere text-ink-muted">{notes.join(" · ")}</span>;
}
