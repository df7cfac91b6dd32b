import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names.ts";

/** A turning circle; the words that say what is being waited for stand beside it. */
export function Spinner({ className }: { className?: string | undefined }) {
  return (
    <LoaderCircle aria-hidden className={classNames("size-[1.15em] shrink-0 animate-turn", className)} />
  );
}
