import type { ReactNode } from "react";
import { useText } from "@eventmaster/i18n/locale";
import { doorText } from "./text.ts";

/** No verdict at all: dark and dashed, so that nobody takes it for a yes or a no. */
export function NotCheckedPanel({ message, actions }: { message: string; actions: ReactNode }) {
  const t = useText(doorText);
  return (
    <div
      data-verdict="not_checked"
      className="@container fixed inset-0 z-50 flex animate-fade cursor-pointer flex-col overflow-y-auto bg-[#23262f] pt-[env(safe-area-inset-top)] text-white"
    >
      <div
        role="alert"
        className="flex grow flex-col items-center justify-center gap-[clamp(0.75rem,3cqi,2rem)] px-5 py-6 text-center landscape:max-lg:flex-row landscape:max-lg:gap-8 landscape:max-lg:text-start"
      >
        <svg
          viewBox="0 0 100 100"
          aria-hidden
          fill="none"
          stroke="#fff"
          className="aspect-square w-[min(48cqi,32vh)] shrink-0 landscape:max-lg:w-[min(30cqi,60vh)]"
        >
          <circle cx="50" cy="50" r="44" strokeWidth="7" strokeDasharray="15.5 12.15" />
          <path
            d="M36 38a14 14 0 1 1 21 12c-5 3-7 5.500-7 11M50 74v.5"
            strokeWidth="9"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <div className="flex min-w-0 max-w-full flex-col gap-[clamp(0.5rem,2cqi,1.25rem)]">
          <p className="display-type text-[clamp(2.5rem,13cqi,6.5rem)] leading-[0.95] font-extrabold uppercase">
            {t.outcomes.not_checked}
          </p>
          <p className="mx-auto max-w-2xl text-[clamp(1.25rem,5cqi,2rem)] leading-snug font-medium text-balance landscape:max-lg:mx-0 landscape:max-lg:text-xl">
            {message}
          </p>
        </div>
      </div>
      <div className="flex flex-col gap-3 px-5 pt-2 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-center">
        {actions}
      </div>
    </div>
  );
}
