import { classNames } from "./class-names.ts";
import { initialsOf } from "./initials.ts";

const sizes = { small: "size-8 text-xs", medium: "size-10 text-sm", large: "size-16 text-xl" } as const;

/** A person's initials. Decorative: the name stands beside it. */
export function Avatar({
  name,
  size = "medium",
  className,
}: {
  name: string;
  size?: "small" | "medium" | "large" | undefined;
  className?: string | undefined;
}) {
  return (
    <span
      aria-hidden
      // Drawn by CSS: as text it would count as the visible name of the button it stands in.
      data-initials={initialsOf(name)}
      className={classNames(
        "inline-grid shrink-0 place-items-center rounded-full bg-accent-soft font-bold text-accent select-none before:content-[attr(data-initials)]",
        sizes[size],
        className,
      )}
    />
  );
}
