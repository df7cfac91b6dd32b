import { textOf, useText } from "@eventmaster/i18n/locale";
import { classNames } from "./class-names.ts";
import { uiText } from "./text.ts";

export type SeatMeterProps = {
  taken: number;
  capacity: number;
  /** The words alone, for a dense list. */
  isCompact?: boolean | undefined;
  className?: string | undefined;
};

/** "Full", "Last seat", "7 seats left", "312 seats left". */
export function seatsLeftText(taken: number, capacity: number): string {
  const left = Math.max(0, capacity - taken);
  const t = textOf(uiText);
  if (left === 0) return t.full;
  if (left === 1) return t.lastSeat;
  return t.seatsLeft(left);
}

export function SeatMeter({ taken, capacity, isCompact, className }: SeatMeterProps) {
  const t = useText(uiText);
  const left = Math.max(0, capacity - taken);
  const isScarce = left > 0 && left <= Math.max(3, capacity * 0.1);
  const text = seatsLeftText(taken, capacity);
  const tone = left === 0 ? "text-negative" : isScarce ? "text-caution" : "text-ink-muted";
  if (isCompact) return <span className={classNames("text-sm font-semibold", tone, className)}>{text}</span>;
  const fill = left === 0 ? "bg-negative" : isScarce ? "bg-caution" : "bg-accent";
  return (
    <div
      role="meter"
      aria-label={t.seatsTaken}
      aria-valuenow={taken}
      aria-valuemin={0}
      aria-valuemax={capacity}
      aria-valuetext={`${t.seatsOf(taken, capacity)}: ${text}`}
      className={classNames("flex flex-col gap-2", className)}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className={classNames("font-semibold", tone)}>{text}</span>
        <span className="text-sm text-ink-muted tabular-nums">{t.seatsOf(taken, capacity)}</span>
      </span>
      <span className="block h-1.5 overflow-hidden rounded-full bg-line">
        <span
          className={classNames(
            "block h-full rounded-full motion-safe:transition-[width] motion-safe:duration-500",
            fill,
          )}
          style={{ width: `${Math.min(100, (taken / capacity) * 100)}%` }}
        />
      </span>
    </div>
  );
}
