import { formatNumber } from "@eventmaster/i18n/format";
import { textOf, useText } from "@eventmaster/i18n/locale";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { buttonStyles } from "./button-styles.tsx";
import { classNames } from "./class-names.ts";
import { uiText } from "./text.ts";

export type PaginationProps = {
  /** What is paged, for screen readers: "Events". */
  label: string;
  /** Index of the first row shown, from 0. */
  offset: number;
  /** How many rows are shown now. */
  count: number;
  /** All there are; leave out when nobody counted. */
  total?: number | undefined;
  /** Leave out on the first page. */
  onPrevious?: (() => void) | undefined;
  /** Leave out on the last page. */
  onNext?: (() => void) | undefined;
  className?: string | undefined;
};

const turn = buttonStyles({ variant: "secondary", size: "small" });

/** "1–20 of 312", previous and next. Nothing when everything is on one page. */
export function Pagination({ label, offset, count, total, onPrevious, onNext, className }: PaginationProps) {
  const t = useText(uiText);
  if (!onPrevious && !onNext && (total === undefined || total <= count)) return null;
  return (
    <nav
      aria-label={t.pagesOf(label)}
      className={classNames("no-print mt-5 flex items-center justify-between gap-4", className)}
    >
      <p role="status" className="text-sm text-ink-muted tabular-nums">
        {rangeText(offset, count, total)}
      </p>
      <div className="flex gap-2">
        <button type="button" className={turn} onClick={onPrevious} disabled={!onPrevious}>
          <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
          {t.previous}
        </button>
        <button type="button" className={turn} onClick={onNext} disabled={!onNext}>
          {t.next}
          <ChevronRight aria-hidden className="rtl:-scale-x-100" />
        </button>
      </div>
    </nav>
  );
}

export function rangeText(offset: number, count: number, total?: number): string {
  const t = textOf(uiText);
  if (count === 0) return t.nothingHere;
  const range = `${formatNumber(offset + 1)}–${formatNumber(offset + count)}`;
  return total === undefined ? range : t.rangeOf(range, total);
}
