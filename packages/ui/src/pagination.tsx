import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

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

/** "1–20 of 312", previous and next. Nothing when everything is on one page. */
export function Pagination({ label, offset, count, total, onPrevious, onNext, className }: PaginationProps) {
  if (!onPrevious && !onNext && (total === undefined || total <= count)) return null;
  return (
    <nav
      aria-label={`${label}: pages`}
      className={classNames("no-print mt-5 flex items-center justify-between gap-4", className)}
    >
      <p role="status" className="text-sm text-ink-muted tabular-nums">
        {rangeText(offset, count, total)}
      </p>
      <div className="flex gap-2">
        <Button variant="secondary" size="small" onPress={() => onPrevious?.()} isDisabled={!onPrevious}>
          <ChevronLeft aria-hidden />
          Previous
        </Button>
        <Button variant="secondary" size="small" onPress={() => onNext?.()} isDisabled={!onNext}>
          Next
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}

export function rangeText(offset: number, count: number, total?: number): string {
  if (count === 0) return "Nothing here";
  const range = `${(offset + 1).toLocaleString()}–${(offset + count).toLocaleString()}`;
  return total === undefined ? range : `${range} of ${total.toLocaleString()}`;
}
