import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
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
  /** What the form was filled from: older than what is saved where a draft was found. */
  origin: RefObject<Origin<Fields>>;
  /** From now on the draft is of this version: a conflict was looked at. */
  rebase: (saved: { fields: Fields; version: number }) => void;
}

interface Origin<Fields> {
  /** Null where the draft does not tell. */
  fields: Fields | null;
  version: number | null;
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
  const start = { fields: defaults, version };
  const saved = useRef<{ fields: Fields; version: number | null }>(start);
  const origin = useRef<Origin<Fields>>(
    found ? { fields: found.base, version: found.version ?? version } : start,
  );
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
      const { fields: base, version } = origin.current;
      writeDraft(localStorage, key, { fields, base, version, savedAt });
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
  }, [form, key, found]);

  const forget = useCallback(() => {
    isDone.current = true;
    clearTimeout(timer.current);
    forgetDraft(localStorage, key);
  }, [key]);

  const discard = useCallback(() => {
    forgetDraft(localStorage, key);
    origin.current = saved.current;
    form.reset(saved.current.fields);
    setIsRestored(false);
  }, [form, key]);

  const rebase = useCallback((next: { fields: Fields; version: number }) => {
    saved.current = next;
    origin.current = next;
  }, []);

  return { found, isRestored, forget, discard, origin, rebase };
}
