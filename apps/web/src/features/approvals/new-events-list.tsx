import type { Event } from "@eventmaster/contract/events";
import type { Page } from "@eventmaster/contract/paging";
import { describeFailure } from "@eventmaster/client/errors";
import { useText } from "@eventmaster/i18n/locale";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi } from "@tanstack/react-router";
import { CircleCheckBig } from "lucide-react";
import { useState } from "react";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { approvalsText } from "./text.ts";
import { PendingEvent } from "./pending-event.tsx";

const route = getRouteApi("/admin/approvals");

/** Events that nobody but their organizer and the admins see yet. */
export function NewEventsList({ list }: { list: Page<Event> }) {
  const t = useText(approvalsText);
  const { page } = route.useSearch();
  const navigate = route.useNavigate();
  // Held here and not in the row: a row that another admin decided goes away, and what is said about it must not.
  const [rejecting, setRejecting] = useState<Event | null>(null);
  const [deciding, setDeciding] = useState<string | null>(null);
  const approve = trpc.events.approve.useMutation();
  const reject = trpc.events.reject.useMutation();

  const decide = async (event: Event) => {
    setDeciding(event.id);
    try {
      await approve.mutateAsync({ eventId: event.id });
      toast.success(t.published(event.title));
    } catch (error) {
      toast.failure(t.notApproved(event.title), { description: sentenceOf(error) });
    }
    await api.events.invalidate();
    setDeciding(null);
  };

  const sendBack = async (event: Event, reason: string) => {
    try {
      await reject.mutateAsync({ eventId: event.id, reason });
      toast.success(t.sentBack(event.title));
    } catch (error) {
      if (describeFailure(error).code !== "event_not_pending") throw error;
      // Another admin decided first: nothing is left to ask here.
      toast.failure(t.notRejected(event.title), { description: sentenceOf(error) });
    }
    await api.events.invalidate();
  };

  if (list.total === 0)
    return (
      <EmptyState icon={CircleCheckBig} title={t.nothingNew}>
        {t.nothingNewNext}
      </EmptyState>
    );
  return (
    <>
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
      <PageTurner
        label={t.events}
        list={list}
        page={page}
        onTurn={(page) => void navigate({ search: { page } })}
      />
      <ConfirmDialog
        isOpen={rejecting !== null}
        onOpenChange={() => setRejecting(null)}
        title={t.rejectQuestion(rejecting?.title ?? "")}
        confirmLabel={t.reject}
        isDangerous
        reason={{
          label: t.reason,
          description: t.rejectReasonFor(rejecting?.organizerName ?? t.theOrganizer),
          maxLength: 500,
        }}
        onConfirm={async (reason) => {
          if (rejecting) await inWords(sendBack(rejecting, reason));
        }}
      />
    </>
  );
}
