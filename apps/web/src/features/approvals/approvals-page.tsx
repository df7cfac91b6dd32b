import { useText } from "@eventmaster/i18n/locale";
import { Page } from "@eventmaster/ui/page";
import { TabCount } from "@eventmaster/ui/tab-count";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
import { getRouteApi, Link } from "@tanstack/react-router";
import { trpc } from "../../lib/trpc.ts";
import { pendingInput, revisionsInput } from "./approvals-search.ts";
import { approvalsText } from "./text.ts";
import { DecisionsList } from "./decisions-list.tsx";
import { NewEventsList } from "./new-events-list.tsx";
import { RevisionsList } from "./revisions-list.tsx";

const route = getRouteApi("/admin/approvals");

/** The admins' inbox: new events, proposed changes, and what was decided. */
export function ApprovalsPage() {
  const t = useText(approvalsText);
  const search = route.useSearch();
  const options = { refetchInterval: 30_000 };
  const [pending] = trpc.events.pending.useSuspenseQuery(pendingInput(search), options);
  const [revisions] = trpc.events.revisions.useSuspenseQuery(revisionsInput(search), options);
  const tabs = [
    { tab: undefined, label: t.newEvents, count: pending.total },
    { tab: "changes", label: t.changes, count: revisions.total },
    { tab: "decided", label: t.decided, count: undefined },
  ] as const;
  return (
    <Page title={t.title}>
      <TabNav label={t.parts} className="mb-6">
        {tabs.map(({ tab, label, count }) => (
          <Link
            key={label}
            to="/admin/approvals"
            search={{ tab }}
            className={tabLinkStyles()}
            aria-current={search.tab === tab ? "page" : undefined}
            activeOptions={{ exact: true }}
          >
            {label}
            {count !== undefined && count > 0 && <TabCount count={count} />}
          </Link>
        ))}
      </TabNav>
      {search.tab === "changes" ? (
        <RevisionsList list={revisions} />
      ) : search.tab === "decided" ? (
        <DecisionsList />
      ) : (
        <NewEventsList list={pending} />
      )}
    </Page>
  );
}
