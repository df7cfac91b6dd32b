import type { MessagePreview as Preview } from "@eventmaster/contract/messages";
import { useText } from "@eventmaster/i18n/locale";
import { Tabs } from "@eventmaster/ui/tabs";
import { MailOpen } from "lucide-react";
import { messagesText } from "./text.ts";

/** The mail as its readers get it, in a frame that runs nothing; its links lead to tabs of their own. */
export function MessagePreview({ preview, isStale }: { preview: Preview | null; isStale: boolean }) {
  const t = useText(messagesText);
  if (!preview)
    return (
      <div className="flex h-full min-h-48 flex-col items-center justify-center rounded-card border border-dashed border-line-strong/60 px-6 py-10 text-center text-ink-muted">
        <MailOpen aria-hidden className="mb-3 size-7 text-accent" />
        <p className="font-semibold text-ink">{t.previewEmpty}</p>
        <p className="mt-1 max-w-sm">{t.previewEmptyNext}</p>
      </div>
    );
  return (
    <div>
      <div role="status" className="mb-3">
        <p className="font-semibold">{t.getIt(preview.recipientCount)}</p>
        {isStale && <p className="text-caution">{t.previewStale}</p>}
      </div>
      <Tabs
        label={t.parts}
        tabs={[
          {
            id: "html",
            label: t.asMail,
            content: (
              <iframe
                title={t.mailFrame}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                srcDoc={preview.html.replace("<head>", '<head><base target="_blank">')}
                className="h-[36rem] max-h-[80vh] w-full rounded-card border border-line bg-white"
              />
            ),
          },
          {
            id: "text",
            label: t.asText,
            content: (
              <div className="rounded-card border border-line bg-raised p-5">
                <p className="mb-3 font-semibold break-words">{preview.subject}</p>
                <p className="text-sm leading-relaxed break-words whitespace-pre-wrap">{preview.text}</p>
              </div>
            ),
          },
        ]}
      />
      <p className="mt-3 text-sm text-ink-muted">{t.languageNote}</p>
    </div>
  );
}
