import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { dateFormat } from "@eventmaster/i18n/format";
import { History } from "lucide-react";
import { eventFormText } from "./form-text.ts";
import type { useDraft } from "./use-draft.ts";

/** Says that the form holds what was typed before, and gives a way back to what is saved. */
export function DraftNotice({ draft }: { draft: ReturnType<typeof useDraft> }) {
  const t = useText(eventFormText);
  if (!draft.isRestored || !draft.found) return null;
  const savedAt = dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(
    new Date(draft.found.savedAt),
  );
  return (
    <div
      role="status"
      className="mb-8 flex flex-wrap items-center justify-between gap-3 rounded-card bg-accent-soft p-4"
    >
      <p className="flex min-w-0 flex-1 basis-64 gap-3">
        <History aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
        <span>
          {t.draftFound} {t.draftFrom(savedAt)}
        </span>
      </p>
      <Button variant="secondary" size="small" onPress={draft.discard}>
        {t.discardDraft}
      </Button>
    </div>
  );
}
