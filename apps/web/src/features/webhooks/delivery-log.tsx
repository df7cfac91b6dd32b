import { type Delivery, webhookTypes } from "@eventmaster/contract/webhooks";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, type BadgeTone } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Spinner } from "@eventmaster/ui/spinner";
import { type Column, Table } from "@eventmaster/ui/table";
import { toast } from "@eventmaster/ui/toast";
import { Send } from "lucide-react";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { DeliveryAttempts } from "./delivery-attempts.tsx";
import { webhooksText } from "./text.ts";
import { deliveriesInput } from "./webhooks-search.ts";
import { whyUnsent } from "./why-unsent.ts";

const tones: Record<Delivery["status"], BadgeTone> = {
  pending: "caution",
  delivered: "positive",
  failed: "negative",
};

/** What was sent to a webhook; looks again while something is on its way. */
export function DeliveryLog({
  webhookId,
  page,
  onTurn,
}: {
  webhookId: string;
  page: number | undefined;
  onTurn: (page: number | undefined) => void;
}) {
  const t = useWords();
  const { data } = trpc.webhooks.deliveries.useQuery(deliveriesInput(webhookId, page), {
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "pending") ? 3000 : false,
  });
  const redeliver = trpc.webhooks.redeliver.useMutation();
  const sendAgain = async (deliveryId: string) => {
    try {
      await redeliver.mutateAsync({ deliveryId });
      toast.success(t.sentAgain);
      await api.webhooks.deliveries.invalidate();
    } catch (error) {
      toast.failure(t.actFailed, { description: sentenceOf(error) });
    }
  };
  if (!data) return <Spinner />;
  return (
    <>
      <Table
        label={t.log}
        columns={deliveryColumns(t, (id) => void sendAgain(id))}
        rows={data.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={Send} title={t.nothingSent}>
            {t.nothingSentHint}
          </EmptyState>
        }
      />
      <PageTurner label={t.log} list={data} page={page} onTurn={onTurn} />
    </>
  );
}

function useWords() {
  return useText(webhooksText);
}

function deliveryColumns(
  t: ReturnType<typeof useWords>,
  onAgain: (deliveryId: string) => void,
): Column<Delivery>[] {
  const words = { pending: t.waiting, delivered: t.delivered, failed: t.failed };
  return [
    {
      id: "at",
      header: t.when,
      className: "whitespace-nowrap",
      cell: (row) => <Instant at={row.createdAt} hasSeconds />,
    },
    {
      id: "type",
      header: t.what,
      isRowHeader: true,
      cell: ({ type }) => {
        const known = webhookTypes.find((name) => name === type);
        return known ? t.types[known] : t.test;
      },
    },
    {
      id: "status",
      header: t.outcome,
      cell: ({ status }) => <Badge tone={tones[status]}>{words[status]}</Badge>,
    },
    { id: "attempts", header: t.attempts, cell: (row) => <DeliveryAttempts delivery={row} /> },
    {
      id: "answer",
      header: t.answer,
      cell: (row) => row.responseStatus ?? (row.error === null ? "–" : whyUnsent(t.unsent, row.error)),
    },
    {
      id: "again",
      header: t.sendAgain,
      isHeaderHidden: true,
      cell: (row) =>
        row.status !== "pending" && (
          <Button variant="secondary" onPress={() => onAgain(row.id)}>
            {t.sendAgain}
          </Button>
        ),
    },
  ];
}
