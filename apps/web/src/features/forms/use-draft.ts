import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { type Draft, forgetDraft, readDraft, type ReadFields, writeDraft } from "./draft.ts";

const pause = 400;

export interface OpenDraft<Fields> {
  /** What was typed before this page was opened. */
  found: Draft<Fields> | null;
  isRestored: boolean;
  /** It is saved: nothing is kept any more. */
  forget: () => void;
  /** Puts the form back as it is saved. */
  discard: () => void;
  /** From now on the draft is of this version: a conflict was looked at. */
  rebase: (version: number) => void;
}

/**
 * Keeps what is typed in this browser until it is saved: a reload, a closed tab or an ended session loses nothing.
 * @param version of what is edited, as the form shows it; null for something new
 */
export function useDraft<Fields extends FieldValues>(
  form: UseFormReturn<Fields, unknown, Fields>,
  key: string,
  {
    defaults,
    version = null,
    readFields,
  }: { defaults: Fields; version?: number | null; readFields: ReadFields<Fields> },
): OpenDraft<Fields> {
  const [found] = useState(() => readDraft(localStorage, key, readFields, new Date()));
  const [isRestored, setIsRestored] = useState(found !== null);
  const versionOfDraft = useRef(found?.version ?? version);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isDone = useRef(false);

  useEffect(() => {
    if (found)
      for (const [name, value] of Object.entries(found.fields))
        // The names are the form's, and so are the values' kinds.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        form.setValue(name as Path<Fields>, value, { shouldDirty: true });
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

  const rebase = useCallback((version: number) => {
    versionOfDraft.current = version;
  }, []);

  return { found, isRestored, forget, discard, rebase };
}
