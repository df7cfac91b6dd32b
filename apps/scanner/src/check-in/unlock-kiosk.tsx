import { useText } from "@eventmaster/i18n/locale";
import { NativeButton } from "@eventmaster/ui/native-button";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { lockedEvent } from "./kiosk-lock.ts";
import { kioskText } from "./kiosk-text.ts";

const UnlockKioskDialog = lazy(async () => ({
  default: (await import("./unlock-kiosk-dialog.tsx")).UnlockKioskDialog,
}));

/** The way out of a locked device whose self check-in cannot be shown; nothing where it is not locked. */
export function UnlockKiosk() {
  const t = useText(kioskText);
  const navigate = useNavigate();
  const [isUnlocking, setIsUnlocking] = useState(false);
  if (lockedEvent() === null) return null;
  return (
    <>
      <NativeButton variant="secondary" onPress={() => setIsUnlocking(true)}>
        {t.unlock}
      </NativeButton>
      <Suspense>
        {isUnlocking && (
          <UnlockKioskDialog
            onClose={() => setIsUnlocking(false)}
            onUnlocked={() => void navigate({ to: "/" })}
          />
        )}
      </Suspense>
    </>
  );
}
