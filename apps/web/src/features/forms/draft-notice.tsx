import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { dateFormat } from "@eventmaster/i18n/format";
import { History } from "lucide-react";
import { draftText } from "./draft-text.ts";
import type { OpenDraft } from "./use-draft.ts";

/** Says that the form holds what was typed before, and gives a way back to what is saved. */
export function DraftNotice({
  draft,
}: {
  draft: Pick<OpenDraft<unknown>, "found" | "isRestored" | "discard">;
}) {
  const t = useText(draftText);
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
          {t.found} {t.keptSince(savedAt)}
        </span>
      </p>
      <Button variant="secondary" size="small" onPress={draft.discard}>
        {t.discard}
      </Button>
    </div>
  );
}
