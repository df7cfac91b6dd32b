import { useText } from "@eventmaster/i18n/locale";
import { Banner } from "@eventmaster/ui/app-shell";
import { Button } from "@eventmaster/ui/button";
import { RefreshCw } from "lucide-react";
import { useRegisterSW } from "virtual:pwa-register/react";
import { shellText } from "./text.ts";

/** Installs the app for offline use, and says when there is a newer one. */
export function UpdateBanner() {
  const t = useText(shellText);
  const {
    needRefresh: [isThereNewVersion],
    updateServiceWorker,
  } = useRegisterSW();
  if (!isThereNewVersion) return null;
  return (
    <Banner
      tone="info"
      icon={RefreshCw}
      action={
        <Button size="small" variant="secondary" onPress={() => void updateServiceWorker(true)}>
          {t.updateNow}
        </Button>
      }
    >
      {t.newVersion}
    </Banner>
  );
}
