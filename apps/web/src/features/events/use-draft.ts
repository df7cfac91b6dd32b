import { useCallback, useEffect, useRef, useState } from "react";
import type { EventFields } from "./event-fields.ts";
import type { EventFormState } from "./event-form.tsx";
import { forgetDraft, readDraft, writeDraft } from "./draft.ts";

const pause = 400;

/**
 * Keeps what is typed in this browser until it is saved: a reload, a closed tab or an ended session loses nothing.
 * @param version of the event as the form shows it; null for a new one
 */
export function useDraft(form: EventFormState, key: string, defaults: EventFields, version: number | null) {
  const [found] = useState(() => readDraft(localStorage, key, defaults, new Date()));
  const [isRestored, setIsRestored] = useState(found !== null);
  const versionOfDraft = useRef(found?.version ?? version);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDone = useRef(false);

  useEffect(() => {
    if (found)
      for (const [name, value] of Object.entries(found.fields))
        // The names are the form's, and so are the values' kinds.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        form.setValue(name as keyof EventFields, value, { shouldDirty: true });
    const write = () => {
      clearTimeout(timer.current);
      if (isDone.current) return;
      const fields = structuredClone(form.getValues());
      const savedAt = new Date().toISOString();
      writeDraft(localStorage, key, { fields, version: versionOfDraft.current, savedAt }, defaults);
    };
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(write, pause);
      },
    });
    window.addEventListener("pagehide", write);
    return () => {
      write();
      window.removeEventListener("pagehide", write);
      stop();
    };
    // The form and its defaults are those of the first render, as the form library has it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [form, key, found]);

  const forget = useCallback(() => {
    isDone.current = true;
    clearTimeout(timer.current);
    forgetDraft(localStorage, key);
  }, [key]);

  const discard = useCallback(() => {
    forgetDraft(localStorage, key);
    form.reset(defaults);
    setIsRestored(false);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [form, key]);

  /** From now on the draft is of this version: a conflict was looked at. */
  const rebase = useCallback((version: number) => {
    versionOfDraft.current = version;
  }, []);

  return { found, isRestored, forget, discard, rebase };
}
