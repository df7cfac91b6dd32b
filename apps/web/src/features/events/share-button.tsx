import { useText } from "@eventmaster/i18n/locale";
import { buttonStyles } from "@eventmaster/ui/button-styles";
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
      <button
        type="button"
        onClick={() => void share()}
        className={buttonStyles({ variant: "secondary", size: "small" })}
      >
        <Share2 aria-hidden />
        {t.share}
      </button>
      <span role="status" className="text-sm text-ink-muted empty:hidden">
        {said}
      </span>
    </>
  );
}
