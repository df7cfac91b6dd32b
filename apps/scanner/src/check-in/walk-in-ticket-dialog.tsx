import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { QrCode } from "@eventmaster/ui/qr-code";
import { doorText } from "./text.ts";

/** The ticket of somebody who has just walked in: theirs to photograph, also without a network. */
export function WalkInTicketDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useText(doorText);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.ticketTitle}
      size="small"
      footer={<Button onPress={onClose}>{t.close}</Button>}
    >
      <QrCode text={code} label={t.ticketTitle} className="mx-auto max-w-80 rounded-card" />
      <p className="my-4 text-center text-ink-muted">{t.ticketHint}</p>
    </Dialog>
  );
}
