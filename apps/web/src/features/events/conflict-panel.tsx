import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { GitMerge } from "lucide-react";
import { useEffect, useRef } from "react";
import { FieldValue, useFieldName } from "./difference-list.tsx";
import { eventFormText } from "./form-text.ts";
import type { ConflictingField, MergedEdits } from "./merge-edits.ts";

/** Both versions of what two people changed at once; a choice for each field, and nothing is lost before it is made. */
export function ConflictPanel({
  conflict,
  chosen,
  onChoose,
}: {
  conflict: MergedEdits & { current: { timeZone: string } };
  /** By field, whose version stands in the form. */
  chosen: Readonly<Record<string, "yours" | "theirs">>;
  onChoose: (asked: ConflictingField, whose: "yours" | "theirs") => void;
}) {
  const t = useText(eventFormText);
  const fieldName = useFieldName();
  const panel = useRef<HTMLElement>(null);
  // Where the person goes on; a later conflict is a panel of its own.
  useEffect(() => panel.current?.focus(), []);
  const { timeZone } = conflict.current;
  return (
    <section
      ref={panel}
      tabIndex={-1}
      role="alert"
      aria-labelledby="edit-conflict"
      className="mb-8 rounded-card border border-caution/50 bg-caution-soft p-5 outline-none"
    >
      <h2 id="edit-conflict" className="flex gap-3 font-bold">
        <GitMerge aria-hidden className="mt-0.5 size-5 shrink-0 text-caution" />
        {t.conflict}
      </h2>
      {conflict.taken.length > 0 && <p className="mt-1">{t.takenOver(conflict.taken.map(fieldName))}</p>}
      <p className="mt-1">{conflict.asked.length > 0 ? t.conflictNote : t.conflictNone}</p>
      <ul className="mt-4 flex flex-col gap-5 empty:hidden">
        {conflict.asked.map((asked) => (
          <li key={asked.field}>
            <h3 className="font-semibold">{fieldName(asked.field)}</h3>
            <div className="mt-2 grid gap-3 sm:grid-cols-2">
              {(["yours", "theirs"] as const).map((whose) => (
                <div
                  key={whose}
                  className={`flex flex-col items-start gap-2 rounded-field border-2 bg-raised p-3 ${
                    (chosen[asked.field] ?? "yours") === whose ? "border-accent" : "border-line"
                  }`}
                >
                  <span className="text-sm font-semibold text-ink-muted">
                    {whose === "yours" ? t.yours : t.theirs}
                  </span>
                  <span className="max-h-48 w-full grow overflow-auto break-words whitespace-pre-wrap">
                    <FieldValue value={asked[whose]} timeZone={timeZone} />
                  </span>
                  <Button
                    variant="secondary"
                    size="small"
                    aria-pressed={(chosen[asked.field] ?? "yours") === whose}
                    aria-label={
                      whose === "yours"
                        ? t.keepMine(fieldName(asked.field))
                        : t.takeTheirs(fieldName(asked.field))
                    }
                    onPress={() => onChoose(asked, whose)}
                  >
                    {whose === "yours" ? t.mine : t.other}
                  </Button>
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
