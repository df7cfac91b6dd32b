import { useText } from "@eventmaster/i18n/locale";
import { NativeButton } from "@eventmaster/ui/native-button";
import { Share2 } from "lucide-react";
import { useState } from "react";
import { eventsText } from "./text.ts";

/** The system's own sheet where there is one, else the link goes to the clipboard. */
export function ShareButton({ title, path }: { title: string; path: string }) {
  const t = useText(eventsText);
  const [said, setSaid] = useState<string>();
  const share = async () => {
    const url = new URL(path, window.location.origin).href;
    try {
      if (typeof navigator.share === "function") await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        setSaid(t.linkCopied);
      }
    } catch (error) {
      // Closing the sheet is no failure.
      if (!(error instanceof DOMException && error.name === "AbortError")) setSaid(t.copyFailed);
    }
  };
  return (
    <>
      <NativeButton variant="secondary" size="small" onPress={() => void share()}>
        <Share2 aria-hidden />
        {t.share}
      </NativeButton>
      <span role="status" className="text-sm text-ink-muted empty:hidden">
        {said}
      </span>
    </>
  );
}
