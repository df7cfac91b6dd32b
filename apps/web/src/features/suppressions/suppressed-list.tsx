import type { SuppressedAddress } from "@eventmaster/contract/notifications";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { type Column, Table } from "@eventmaster/ui/table";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi } from "@tanstack/react-router";
import { MailCheck } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { plainPageInput } from "../users/people-search.ts";
import { suppressionsText } from "./text.ts";

const route = getRouteApi("/admin/people");

/** Addresses that nothing is sent to, because their server refused them for good. */
export function SuppressedList() {
  const t = useText(suppressionsText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.notifications.suppressed.useSuspenseQuery(plainPageInput(search));
  const lift = trpc.notifications.liftSuppression.useMutation();
  const [lifting, setLifting] = useState<SuppressedAddress | null>(null);
  const columns: Column<SuppressedAddress>[] = [
    {
      id: "address",
      header: t.address,
      isRowHeader: true,
      cell: (row) => <span className="break-all">{row.address}</span>,
    },
    {
      id: "reason",
      header: t.reason,
      // A mail server's answer is codes; what a provider reported has none.
      cell: (row) =>
        row.reason === "bounced" ? (
          t.bounced
        ) : (
          <code className="font-mono text-sm break-words">{row.reason}</code>
        ),
    },
    { id: "since", header: t.since, cell: (row) => <Instant at={row.createdAt} /> },
    {
      id: "acts",
      header: t.acts,
      isHeaderHidden: true,
      cell: (row) => (
        <Button variant="quiet" size="small" aria-label={t.lift(row.address)} onPress={() => setLifting(row)}>
          {t.liftShort}
        </Button>
      ),
    },
  ];
  return (
    <>
      <p className="mb-5 max-w-prose text-ink-muted">{t.note}</p>
      <Table
        label={t.list}
        columns={columns}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={MailCheck} title={t.none}>
            {t.noneNext}
          </EmptyState>
        }
      />
      <PageTurner
        label={t.list}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { tab: "unreachable", page } })}
      />
      <ConfirmDialog
        isOpen={lifting !== null}
        onOpenChange={() => setLifting(null)}
        title={t.liftQuestion(lifting?.address ?? "")}
        confirmLabel={t.liftShort}
        cancelLabel={t.back}
        onConfirm={async () => {
          if (!lifting) return;
          await inWords(lift.mutateAsync({ suppressionId: lifting.id }));
          toast.success(t.lifted);
          await api.notifications.suppressed.invalidate();
        }}
      >
        {t.liftNote}
      </ConfirmDialog>
    </>
  );
}
