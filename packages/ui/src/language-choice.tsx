import { type Locale, localeNames, locales } from "@eventmaster/contract/locales";
import { useLocale, useText } from "@eventmaster/i18n/locale";
import { Languages } from "lucide-react";
import { useId, useState } from "react";
import { uiText } from "./text.ts";

/** The language of every page. A plain select: it stands on the first page everybody loads. */
export function LanguageChoice({ onChoose }: { onChoose: (locale: Locale) => Promise<void> }) {
  const t = useText(uiText);
  const locale = useLocale();
  const id = useId();
  const [hasFailed, setHasFailed] = useState(false);
  return (
    <p className="flex flex-wrap items-center gap-2">
      <Languages aria-hidden className="size-4.5 shrink-0" />
      <label htmlFor={id}>{t.language}</label>
      <select
        id={id}
        value={locale}
        onChange={(event) => {
          const chosen = locales.find((known) => known === event.target.value);
          if (chosen)
            onChoose(chosen).then(
              () => setHasFailed(false),
              () => setHasFailed(true),
            );
        }}
        className="min-h-11 cursor-pointer rounded-field border border-line-strong bg-raised px-3 text-ink"
      >
        {locales.map((value) => (
          <option key={value} value={value} lang={value}>
            {localeNames[value]}
          </option>
        ))}
      </select>
      {hasFailed && (
        <span role="alert" className="text-negative">
          {t.languageFailed}
        </span>
      )}
    </p>
  );
}
