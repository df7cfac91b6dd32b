import { useText } from "@eventmaster/i18n/locale";
import { Banner } from "@eventmaster/ui/app-shell";
import { NativeButton } from "@eventmaster/ui/native-button";
import { Sparkles } from "lucide-react";
import { useRegisterSW } from "virtual:pwa-register/react";
import { pagesText } from "./pages-text.ts";

const hour = 60 * 60 * 1000;

/** Registers the service worker. A new version waits until it is asked for: never in the middle of a queue. */
export function NewVersion({ isQuiet }: { isQuiet: boolean }) {
  const t = useText(pagesText).newVersion;
  const {
    needRefresh: [isWaiting],
    updateServiceWorker,
  } = useRegisterSW({
    onRegisteredSW: (_url, registration) => {
      // A failed look for a new version is no news.
      setInterval(() => void registration?.update().catch(() => {}), hour);
    },
  });
  const update = () => {
    // The plugin reloads only a page that had a worker when it was loaded, and the very first one had none.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    void updateServiceWorker(true);
  };
  if (!isWaiting || isQuiet) return null;
  return (
    <Banner
      icon={Sparkles}
      tone="info"
      action={
        <NativeButton size="small" variant="secondary" onPress={update}>
          {t.update}
        </NativeButton>
      }
    >
      {t.there}
    </Banner>
  );
}
