import { classNames } from "./class-names.ts";

export type SeatMeterProps = {
  registered: number;
  capacity: number;
  /** The words alone, for a dense list. */
  isCompact?: boolean | undefined;
  className?: string | undefined;
};

/** "Full", "Last seat", "7 seats left", "312 seats left". */
export function seatsLeftText(registered: number, capacity: number): string {
  const left = Math.max(0, capacity - registered);
  if (left === 0) return "Full";
  if (left === 1) return "Last seat";
  return `${left.toLocaleString()} seats left`;
}

export function SeatMeter({ registered, capacity, isCompact, className }: SeatMeterProps) {
  const left = Math.max(0, capacity - registered);
  const isScarce = left > 0 && left <= Math.max(3, capacity * 0.1);
  const text = seatsLeftText(registered, capacity);
  const tone = left === 0 ? "text-negative" : isScarce ? "text-caution" : "text-ink-muted";
  if (isCompact) return <span className={classNames("text-sm font-semibold", tone, className)}>{text}</span>;
  const fill = left === 0 ? "bg-negative" : isScarce ? "bg-caution" : "bg-accent";
  return (
    <div
      role="meter"
      aria-label="Seats taken"
      aria-valuenow={registered}
      aria-valuemin={0}
      aria-valuemax={capacity}
      aria-valuetext={`${registered} of ${capacity}: ${text}`}
      className={classNames("flex flex-col gap-2", className)}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className={classNames("font-semibold", tone)}>{text}</span>
        <span className="text-sm text-ink-muted tabular-nums">
          {registered.toLocaleString()} of {capacity.toLocaleString()} taken
        </span>
      </span>
      <span className="block h-1.5 overflow-hidden rounded-full bg-line">
        <span
          className={classNames("block h-full rounded-full", fill)}
          style={{ width: `${Math.min(100, (registered / capacity) * 100)}%` }}
        />
      </span>
    </div>
  );
}
