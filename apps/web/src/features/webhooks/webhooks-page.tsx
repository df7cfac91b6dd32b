import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { getRouteApi } from "@tanstack/react-router";
import { Webhook } from "lucide-react";
import { useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { NewWebhook } from "./new-webhook.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { webhooksText } from "./text.ts";
import { WebhookCard } from "./webhook-card.tsx";

const route = getRouteApi("/admin/webhooks");

export function WebhooksPage() {
  const t = useText(webhooksText);
  const { log, page } = route.useSearch();
  const navigate = route.useNavigate();
  const [{ items }] = trpc.webhooks.list.useSuspenseQuery();
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const look = (search: { log?: string | undefined; page?: number | undefined }) =>
    void navigate({ search, replace: true, resetScroll: false });

  return (
    <Page
      title={t.title}
      subtitle={t.subtitle}
      actions={<Button onPress={() => setIsAdding(true)}>{t.add}</Button>}
    >
      {items.length === 0 ? (
        <EmptyState icon={Webhook} title={t.none}>
          {t.noneHint}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-5">
          {items.map((webhook) => (
            <li key={webhook.id}>
              <WebhookCard
                webhook={webhook}
                log={log === webhook.id ? { page } : null}
                onLog={(isShown) => look(isShown ? { log: webhook.id } : {})}
                onTurn={(page) => look({ log: webhook.id, page })}
                onSecret={setSecret}
              />
            </li>
          ))}
        </ul>
      )}
      <NewWebhook isOpen={isAdding} onOpenChange={setIsAdding} onSecret={setSecret} />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Page>
  );
}
