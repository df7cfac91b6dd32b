import type { Page } from "@eventmaster/contract/paging";
import { describeFailure } from "@eventmaster/client/errors";
import { useText } from "@eventmaster/i18n/locale";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import type { ShownRevision } from "../events/shown-revision.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { approvalsText } from "./text.ts";
import { OpenRevision } from "./open-revision.tsx";

const route = getRouteApi("/admin/approvals");

/** What another admin, or the organizer, did first: told, and nothing left to ask. */
const overtaken = new Set(["revision_not_open", "stale_version", "revision_unfit"]);

/** What organizers want to change of published events, each with its difference. */
export function RevisionsList({ list }: { list: Page<ShownRevision> }) {
  const t = useText(approvalsText);
  const { page } = route.useSearch();
  const navigate = route.useNavigate();
  const [refusing, setRefusing] = useState<ShownRevision | null>(null);
  const [deciding, setDeciding] = useState<string | null>(null);
  const accept = trpc.events.acceptRevision.useMutation();
  const refuse = trpc.events.refuseRevision.useMutation();

  const takeOver = async ({ id, version, eventTitle }: ShownRevision) => {
    setDeciding(id);
    try {
      await accept.mutateAsync({ revisionId: id, version });
      toast.success(t.accepted(eventTitle));
    } catch (error) {
      toast.failure(t.notAccepted(eventTitle), { description: sentenceOf(error) });
    }
    await api.events.invalidate();
    setDeciding(null);
  };

  const turnDown = async ({ id, version, eventTitle }: ShownRevision, reason: string) => {
    try {
      await refuse.mutateAsync({ revisionId: id, version, reason });
      toast.success(t.refused(eventTitle));
    } catch (error) {
      if (!overtaken.has(describeFailure(error).code)) throw error;
      toast.failure(t.notRefused(eventTitle), { description: sentenceOf(error) });
    }
    await api.events.invalidate();
  };

  if (list.total === 0)
    return (
      <EmptyState icon={GitCompareArrows} title={t.noChanges}>
        {t.noChangesNext}
      </EmptyState>
    );
  return (
    <>
      <ul className="flex flex-col gap-6">
        {list.items.map((revision) => (
          <li key={revision.id}>
            <OpenRevision
              revision={revision}
              isDeciding={deciding === revision.id}
              onAccept={() => void takeOver(revision)}
              onRefuse={() => setRefusing(revision)}
            />
          </li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-ink-muted">{t.timesAreYours}</p>
      <PageTurner
        label={t.changes}
        list={list}
        page={page}
        onTurn={(page) => void navigate({ search: { tab: "changes", page } })}
      />
      <ConfirmDialog
        isOpen={refusing !== null}
        onOpenChange={() => setRefusing(null)}
        title={t.refuseQuestion(refusing?.eventTitle ?? "")}
        confirmLabel={t.refuse}
        isDangerous
        reason={{
          label: t.reason,
          description: t.refuseReasonFor(refusing?.proposedByName ?? t.theOrganizer),
          maxLength: 500,
        }}
        onConfirm={async (reason) => {
          if (refusing) await inWords(turnDown(refusing, reason));
        }}
      />
    </>
  );
}
