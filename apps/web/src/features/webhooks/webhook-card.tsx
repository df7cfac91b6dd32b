import type { Webhook } from "@eventmaster/contract/webhooks";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Card } from "@eventmaster/ui/card";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Instant } from "@eventmaster/ui/event-date";
import { toast } from "@eventmaster/ui/toast";
import { useState } from "react";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { webhooksText } from "./text.ts";

interface Props {
  webhook: Webhook;
  /** Null while its log is not shown. */
  log: { page: number | undefined } | null;
  onLog: (isShown: boolean) => void;
  onTurn: (page: number | undefined) => void;
  onSecret: (secret: string) => void;
}

export function WebhookCard({ webhook, log, onLog, onTurn, onSecret }: Props) {
  const t = useText(webhooksText);
  const [asks, setAsks] = useState<"secret" | "remove" | null>(null);
  const update = trpc.webhooks.update.useMutation();
  const test = trpc.webhooks.test.useMutation();
  const rotate = trpc.webhooks.rotateSecret.useMutation();
  const remove = trpc.webhooks.delete.useMutation();
  const webhookId = webhook.id;

  const act = async (work: Promise<unknown>, said: string) => {
    try {
      await work;
      toast.success(said);
      await api.webhooks.invalidate();
    } catch (error) {
      toast.failure(t.actFailed, { description: sentenceOf(error) });
    }
  };

  return (
    <Card>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="min-w-0 text-lg font-bold break-all">{webhook.url}</h2>
          <Badge tone={webhook.isEnabled ? "positive" : "neutral"}>
            {webhook.isEnabled ? t.isOn : t.isOff}
          </Badge>
        </div>
        {webhook.description && <p>{webhook.description}</p>}
        <p className="text-ink-muted">{webhook.types.map((type) => t.types[type]).join(" · ")}</p>
        {webhook.disabledBecause && <p className="text-negative">{t.off[webhook.disabledBecause]}</p>}
        {webhook.isEnabled && webhook.failingSince && <p className="text-caution">{t.failing}</p>}
        {webhook.oldSecretUntil && (
          <p className="text-ink-muted">
            {t.oldSecret} <Instant at={webhook.oldSecretUntil} />
          </p>
        )}
        <div className="flex flex-wrap gap-2.5">
          <Button variant="secondary" onPress={() => onLog(!log)}>
            {log ? t.hideLog : t.showLog}
          </Button>
          {webhook.isEnabled && (
            <Button
              variant="secondary"
              isPending={test.isPending}
              onPress={() => void act(test.mutateAsync({ webhookId }), t.testSent)}
            >
              {t.sendTest}
            </Button>
          )}
          <Button
            variant="secondary"
            isPending={update.isPending}
            onPress={() =>
              void act(
                update.mutateAsync({ webhookId, isEnabled: !webhook.isEnabled }),
                webhook.isEnabled ? t.turnedOff : t.turnedOn,
              )
            }
          >
            {webhook.isEnabled ? t.turnOff : t.turnOn}
          </Button>
          <Button variant="secondary" onPress={() => setAsks("secret")}>
            {t.newSecret}
          </Button>
          <Button variant="secondary" className="text-negative" onPress={() => setAsks("remove")}>
            {t.remove}
          </Button>
        </div>
        {log && <DeliveryLog webhookId={webhookId} page={log.page} onTurn={onTurn} />}
      </div>
      <ConfirmDialog
        isOpen={asks === "secret"}
        onOpenChange={() => setAsks(null)}
        title={t.newSecretAsk}
        confirmLabel={t.newSecret}
        onConfirm={async () => {
          const { secret } = await inWords(rotate.mutateAsync({ webhookId }));
          onSecret(secret);
          await api.webhooks.list.invalidate();
        }}
      >
        {t.newSecretHint}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === "remove"}
        onOpenChange={() => setAsks(null)}
        title={t.removeAsk}
        confirmLabel={t.remove}
        cancelLabel={t.keep}
        isDangerous
        onConfirm={async () => {
          await inWords(remove.mutateAsync({ webhookId }));
          toast.success(t.removed);
          onLog(false);
          await api.webhooks.list.invalidate();
        }}
      >
        {t.removeHint}
      </ConfirmDialog>
    </Card>
  );
}
