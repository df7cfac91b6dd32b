import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { toast } from "@eventmaster/ui/toast";
import { webhooksText } from "./text.ts";

/** The only time that a secret is shown: it closes by its button alone. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const t = useText(webhooksText);
  return (
    <Dialog
      title={t.secretTitle}
      isOpen={secret !== null}
      onOpenChange={onClose}
      isDismissable={false}
      footer={<Button onPress={onClose}>{t.done}</Button>}
    >
      <p className="text-ink-muted">{t.secretHint}</p>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <code className="min-w-0 grow rounded-field bg-sunken px-3 py-2 font-mono text-sm break-all">
          {secret}
        </code>
        <Button
          variant="secondary"
          onPress={() =>
            void navigator.clipboard.writeText(secret ?? "").then(() => {
              toast.success(t.copied);
            })
          }
        >
          {t.copy}
        </Button>
      </div>
    </Dialog>
  );
}
