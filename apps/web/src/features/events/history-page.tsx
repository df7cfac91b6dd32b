import { useText } from "@eventmaster/i18n/locale";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { getRouteApi } from "@tanstack/react-router";
import { History } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { useActionWords } from "../audit/audit-words.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { EventDesk } from "./event-desk.tsx";
import { historyInput } from "./history-search.ts";
import { manageText } from "./manage-text.ts";

const route = getRouteApi("/manage/$eventId/history");

/** Who decided or changed what of the event, when and why. */
export function HistoryPage() {
  const { eventId } = route.useParams();
  return (
    <EventDesk eventId={eventId} tab="history">
      {({ timeZone }) => <Entries eventId={eventId} timeZone={timeZone} />}
    </EventDesk>
  );
}

function Entries({ eventId, timeZone }: { eventId: string; timeZone: string }) {
  const t = useText(manageText);
  const actionWords = useActionWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.events.history.useSuspenseQuery(historyInput(eventId, search));
  if (list.total === 0) return <EmptyState icon={History} title={t.noHistory} />;
  return (
    <>
      <p className="mb-6 text-ink-muted">{t.historyNote}</p>
      <ol className="flex max-w-3xl flex-col gap-6 border-s-2 border-line ps-6">
        {list.items.map((entry) => (
          <li key={entry.id} className="relative">
            <span
              aria-hidden
              className="absolute -start-6 top-2 size-3 -translate-x-1/2 rounded-full border-2 border-surface bg-accent rtl:translate-x-1/2"
            />
            <p>
              <strong className="font-semibold">{actionWords(entry.action)}</strong>
              <span className="text-ink-muted">
                {" · "}
                {entry.actorName ?? t.system}
                {" · "}
                <Instant at={entry.at} timeZone={timeZone} />
              </span>
            </p>
            {entry.reason && <p className="mt-1 font-medium">“{entry.reason}”</p>}
            {entry.difference.length > 0 && (
              <DifferenceList differences={entry.difference} timeZone={timeZone} />
            )}
          </li>
        ))}
      </ol>
      <PageTurner
        label={t.entries}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { page } })}
      />
    </>
  );
}
