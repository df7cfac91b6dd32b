import { Fragment, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Facts of one thing, name and value; what has no value is left out. */
export function KeyValueList({
  items,
  className,
}: {
  items: readonly { label: string; value: ReactNode }[];
  className?: string | undefined;
}) {
  return (
    <dl
      className={classNames(
        "grid gap-x-8 gap-y-1 sm:grid-cols-[minmax(8rem,max-content)_1fr] sm:gap-y-3",
        className,
      )}
    >
      {items
        .filter(({ value }) => value !== null && value !== undefined && value !== "")
        .map(({ label, value }) => (
          <Fragment key={label}>
            <dt className="text-sm font-semibold text-ink-muted sm:pt-0.5">{label}</dt>
            <dd className="mb-3 min-w-0 sm:mb-0">{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
