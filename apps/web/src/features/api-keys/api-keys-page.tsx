import type { ApiKey } from "@eventmaster/contract/api-keys";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, type BadgeTone } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { type Column, Table } from "@eventmaster/ui/table";
import { toast } from "@eventmaster/ui/toast";
import { BookOpen, KeyRound } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { apiKeysText } from "./text.ts";

type State = "active" | "revoked" | "expired";
const tones: Record<State, BadgeTone> = { active: "positive", revoked: "neutral", expired: "caution" };

export function ApiKeysPage() {
  const t = useText(apiKeysText);
  const [{ items }] = trpc.apiKeys.list.useSuspenseQuery();
  const revoke = trpc.apiKeys.revoke.useMutation();
  const [isCreating, setIsCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const now = useNow();
  const stateOf = ({ revokedAt, expiresAt }: ApiKey): State =>
    revokedAt ? "revoked" : expiresAt && new Date(expiresAt) <= now ? "expired" : "active";

  const columns: Column<ApiKey>[] = [
    {
      id: "name",
      header: t.name,
      isRowHeader: true,
      cell: (row) => (
        <>
          {row.name}
          <span className="block text-sm font-normal text-ink-muted">{t.may(row.actions.length)}</span>
        </>
      ),
    },
    {
      id: "prefix",
      header: t.starts,
      cell: (row) => <code className="font-mono text-sm">{row.prefix}…</code>,
    },
    { id: "made", header: t.made, cell: (row) => <Instant at={row.createdAt} only="date" /> },
    {
      id: "used",
      header: t.lastUsed,
      cell: (row) => (row.lastUsedAt ? <Instant at={row.lastUsedAt} /> : t.never),
    },
    {
      id: "expires",
      header: t.expires,
      cell: (row) => (row.expiresAt ? <Instant at={row.expiresAt} only="date" /> : t.never),
    },
    {
      id: "state",
      header: t.state,
      cell: (row) => <Badge tone={tones[stateOf(row)]}>{t[stateOf(row)]}</Badge>,
    },
    {
      id: "acts",
      header: t.acts,
      isHeaderHidden: true,
      cell: (row) =>
        row.revokedAt === null && (
          <Button
            variant="quiet"
            size="small"
            aria-label={t.revokeNamed(row.name)}
            onPress={() => setRevoking(row)}
          >
            {t.revoke}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={t.title}
      subtitle={t.subtitle}
      actions={
        <>
          <Button onPress={() => setIsCreating(true)}>
            <KeyRound aria-hidden />
            {t.create}
          </Button>
          <a href="/api/v1/docs" className={buttonStyles({ variant: "secondary" })}>
            <BookOpen aria-hidden />
            {t.docs}
          </a>
        </>
      }
    >
      <Table
        label={t.keys}
        columns={columns}
        rows={items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={KeyRound} title={t.none}>
            {t.noneNext}
          </EmptyState>
        }
      />
      {isCreating && <CreateKeyDialog onClose={() => setIsCreating(false)} />}
      <ConfirmDialog
        isOpen={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={t.revokeQuestion(revoking?.name ?? "")}
        confirmLabel={t.revoke}
        isDangerous
        onConfirm={async () => {
          if (!revoking) return;
          await inWords(revoke.mutateAsync({ apiKeyId: revoking.id }));
          toast.success(t.isRevoked);
          await api.apiKeys.invalidate();
        }}
      >
        {t.revokeNote}
      </ConfirmDialog>
    </Page>
  );
}
