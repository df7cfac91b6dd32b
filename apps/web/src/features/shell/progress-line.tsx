import { useText } from "@eventmaster/i18n/locale";
import { uiText } from "@eventmaster/ui/text";
import { useRouterState } from "@tanstack/react-router";

/** A line under the top edge while the next page is on its way; quick pages never show it. */
export function ProgressLine() {
  const t = useText(uiText);
  const isLoading = useRouterState({ select: (state) => state.isLoading });
  if (!isLoading) return null;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-0 z-50 h-1 animate-fade overflow-hidden bg-accent-soft [animation-delay:250ms]"
    >
      <span className="sr-only">{t.loading}</span>
      <span aria-hidden className="block h-full w-1/3 animate-travel bg-accent" />
    </div>
  );
}
