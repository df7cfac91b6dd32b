import { classNames } from "./class-names.ts";

/** A name, the same in every language. */
export const brandName = "EventMaster";

/** The mark: a ticket whose three printed lines are an E. */
export function BrandMark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={classNames("size-8 shrink-0", className)}>
      <path
        className="fill-accent"
        d="M7 2h18a5 5 0 0 1 5 5v5.4a3.6 3.6 0 0 0 0 7.2V25a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5v-5.4a3.6 3.6 0 0 0 0-7.2V7a5 5 0 0 1 5-5Z"
      />
      <path
        className="stroke-accent-ink"
        fill="none"
        strokeWidth="3"
        strokeLinecap="square"
        d="M11.5 9.5h10M11.5 16h6M11.5 22.5h10"
      />
    </svg>
  );
}

/** Mark and word, with whose place this is below. Decorative unless it stands alone: a link around it needs its own label. */
export function Brand({
  name = brandName,
  place = null,
  className,
}: {
  name?: string;
  place?: string | null;
  className?: string | undefined;
}) {
  return (
    <span className={classNames("inline-flex min-w-0 items-center gap-2.5", className)}>
      <BrandMark />
      <span className="min-w-0">
        <span className="block text-lg font-bold tracking-[-0.03em] text-ink">{name}</span>
        {place !== null && place !== name && (
          <span className="-mt-1 block max-w-48 truncate text-xs font-medium text-ink-muted">{place}</span>
        )}
      </span>
    </span>
  );
}
