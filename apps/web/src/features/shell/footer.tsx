import { useText } from "@eventmaster/i18n/locale";
import { LanguageChoice } from "@eventmaster/ui/language-choice";
import { chooseLocale } from "./choose-locale.ts";
import { shellText } from "./text.ts";

export function Footer({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const t = useText(shellText);
  return (
    <div className="mx-auto flex max-w-[76rem] flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-4 text-sm text-ink-muted sm:px-6">
      <LanguageChoice onChoose={chooseLocale} />
      <button
        type="button"
        onClick={onShowShortcuts}
        className="min-h-11 cursor-pointer underline-offset-3 hover:text-ink hover:underline max-md:hidden"
      >
        {t.shortcuts}
      </button>
    </div>
  );
}
