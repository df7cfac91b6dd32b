import { failureInWords } from "@eventmaster/client/failure-in-words";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextField } from "@eventmaster/ui/text-field";
import { type FormEvent, useId, useState } from "react";
import { apiClient, queryClient } from "../api.ts";
import { sessionQuery, startSession } from "../session.ts";
import { lockedBy, releaseKiosk, unlockKiosk } from "./kiosk-lock.ts";
import { kioskText } from "./kiosk-text.ts";

/** Only by the PIN or, while there is a network, by the password of whoever locked it. */
export function UnlockKioskDialog({ onClose, onUnlocked }: { onClose: () => void; onUnlocked: () => void }) {
  const formId = useId();
  const t = useText(kioskText);
  // A lock of an earlier version does not say whose it is.
  const [email] = useState(() => lockedBy() ?? queryClient.getQueryData(sessionQuery.queryKey)?.email ?? "");
  const [isAsking, setIsAsking] = useState(false);
  const [byPassword, setByPassword] = useState(false);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();

  const tryPin = async () => {
    const outcome = await unlockKiosk(typed, Date.now());
    if (outcome === "unlocked") onUnlocked();
    else setProblem(outcome === "wait" ? t.wait : t.wrong);
  };
  const tryPassword = async () => {
    setIsAsking(true);
    try {
      const user = await apiClient.accounts.logIn.mutate({ email, password: typed });
      // Somebody else may have signed in since.
      await startSession(user);
      releaseKiosk();
      onUnlocked();
    } catch (error) {
      setProblem(failureInWords(error).message);
    } finally {
      setIsAsking(false);
    }
  };
  const unlock = (submitted: FormEvent) => {
    submitted.preventDefault();
    void (byPassword ? tryPassword() : tryPin());
  };
  const change = () => {
    setByPassword(!byPassword);
    setTyped("");
    setProblem(undefined);
  };

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.unlockTitle}
      size="small"
      footer={
        <>
          <Button type="submit" form={formId} isPending={isAsking}>
            {t.unlock}
          </Button>
          <Button variant="secondary" onPress={change}>
            {byPassword ? t.usePin : t.forgot}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={unlock}>
        <TextField
          key={String(byPassword)}
          label={byPassword ? t.password(email) : t.pin}
          type="password"
          inputMode={byPassword ? "text" : "numeric"}
          autoComplete={byPassword ? "current-password" : "off"}
          autoFocus
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setProblem(undefined);
          }}
          errorMessage={problem}
        />
      </form>
    </Dialog>
  );
}
