import { ProgressBar as AriaProgressBar } from "react-aria-components";
import { classNames } from "./class-names.ts";

/** How far long work is: an import, sending scans. Without `value` it only says that it goes on. */
export function ProgressBar({
  label,
  value,
  max = 100,
  note,
  className,
}: {
  label: string;
  value?: number | undefined;
  max?: number | undefined;
  /** "120 of 312 rows" */
  note?: string | undefined;
  className?: string | undefined;
}) {
  return (
    <AriaProgressBar
      aria-label={label}
      isIndeterminate={value === undefined}
      value={value ?? 0}
      maxValue={max}
      {...(note ? { valueLabel: note } : {})}
      className={classNames("flex flex-col gap-2", className)}
    >
      {({ percentage }) => (
        <>
          <span className="flex justify-between gap-4 text-sm">
            <span className="font-semibold">{label}</span>
            {note && <span className="text-ink-muted tabular-nums">{note}</span>}
          </span>
          <span className="block h-1.5 overflow-hidden rounded-full bg-line">
            <span
              className={classNames(
                "block h-full rounded-full bg-accent",
                value === undefined && "w-full animate-breathe",
              )}
              style={percentage === undefined ? undefined : { width: `${percentage}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
