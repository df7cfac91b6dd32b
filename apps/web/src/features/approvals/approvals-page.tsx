import type { Event } from "@eventmaster/contract/events";
import { describeFailure } from "@eventmaster/client/errors";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi } from "@tanstack/react-router";
import { CircleCheckBig } from "lucide-react";
import { useState } from "react";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { approvalsInput } from "./approvals-search.ts";
import { PendingEvent } from "./pending-event.tsx";

const route = getRouteApi("/admin/approvals");

export function ApprovalsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.events.pending.useSuspenseQuery(approvalsInput(search), { refetchInterval: 30_000 });
  // Held here and not in the row: a row that another admin decided goes away, and what is said about it must not.
  const [rejecting, setRejecting] = useState<Event | null>(null);
  const approve = trpc.events.approve.useMutation();
  const reject = trpc.events.reject.useMutation();
  const [deciding, setDeciding] = useState<string | null>(null);

  const decide = async (event: Event) => {
    setDeciding(event.id);
    try {
      await approve.mutateAsync({ eventId: event.id });
      toast.success(`“${event.title}” is published`);
    } catch (error) {
      toast.failure(`“${event.title}” was not approved`, { description: sentenceOf(error) });
    }
    await api.events.invalidate();
    setDeciding(null);
  };

  const sendBack = async (event: Event, reason: string) => {
    try {
      await reject.mutateAsync({ eventId: event.id, reason });
      toast.success(`“${event.title}” was sent back`);
    } catch (error) {
      if (describeFailure(error).code !== "event_not_pending") throw error;
      // Another admin decided first: nothing is left to ask here.
      toast.failure(`“${event.title}” was not rejected`, { description: sentenceOf(error) });
    }
    await api.events.invalidate();
  };

  return (
    <Page
      title="Approvals"
      width="normal"
      subtitle={
        list.total === 0
          ? undefined
          : `${list.total.toLocaleString()} ${list.total === 1 ? "event waits" : "events wait"} for a decision.`
      }
    >
      {list.items.length === 0 ? (
        <EmptyState icon={CircleCheckBig} title="Nothing waits for you">
          When an organizer creates an event, it appears here before anybody else sees it.
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-6">
          {list.items.map((event) => (
            <li key={event.id}>
              <PendingEvent
                event={event}
                isDeciding={deciding === event.id}
                onApprove={() => void decide(event)}
                onReject={() => setRejecting(event)}
              />
            </li>
          ))}
        </ul>
      )}
      <PageTurner
        label="Events"
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { page } })}
      />
      <ConfirmDialog
        isOpen={rejecting !== null}
        onOpenChange={() => setRejecting(null)}
        title={`Reject “${rejecting?.title ?? ""}”?`}
        confirmLabel="Reject"
        isDangerous
        reason={{
          label: "Reason",
          description: `${rejecting?.organizerName ?? "The organizer"} reads it, and can mend the event and submit it again.`,
          maxLength: 500,
        }}
        onConfirm={async (reason) => {
          if (rejecting) await inWords(sendBack(rejecting, reason));
        }}
      />
    </Page>
  );
}
