import type { Me } from "@eventmaster/contract/accounts";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextField } from "@eventmaster/ui/text-field";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { lockKiosk } from "./kiosk-lock.ts";
import { kioskText } from "./kiosk-text.ts";

/** Chooses the PIN and locks this device to its event. */
export function StartKioskDialog({ eventId, me, onClose }: { eventId: string; me: Me; onClose: () => void }) {
  const formId = useId();
  const t = useText(kioskText);
  const navigate = useNavigate();
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  const start = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (!/^\d{4,8}$/u.test(pin)) return setProblem(t.pinWrong);
    await lockKiosk(eventId, me.email, pin);
    await navigate({ to: "/events/$eventId/kiosk", params: { eventId } });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.startTitle}
      size="small"
      footer={
        <>
          <Button type="submit" form={formId}>
            {t.lock}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(submitted) => void start(submitted)}>
        <p className="mb-4 text-ink-muted">{t.startHint}</p>
        <TextField
          label={t.pin}
          description={t.pinHint}
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          value={pin}
          onChange={(next) => {
            setPin(next);
            setProblem(undefined);
          }}
          errorMessage={problem}
        />
      </form>
    </Dialog>
  );
}
