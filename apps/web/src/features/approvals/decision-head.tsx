import { Button } from "@eventmaster/ui/button";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Whose event it is about, and the two answers. */
export function DecisionHead({
  titleId,
  eventId,
  title,
  yes,
  no,
  isDeciding,
  isYesDisabled = false,
  onYes,
  onNo,
  children,
}: {
  /** The id that the title gets: buttons and article are named by it. */
  titleId: string;
  eventId: string;
  title: string;
  yes: string;
  no: string;
  isDeciding: boolean;
  isYesDisabled?: boolean;
  onYes: () => void;
  onNo: () => void;
  /** Who asked, and when. */
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0">
        <h2 id={titleId} className="text-2xl leading-tight font-bold">
          <Link
            to="/events/$eventId"
            params={{ eventId }}
            className="text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
          >
            {title}
          </Link>
        </h2>
        <p className="mt-1.5 text-ink-muted">{children}</p>
      </div>
      <div className="flex gap-2.5 max-sm:w-full">
        <Button
          className="max-sm:grow"
          isPending={isDeciding}
          isDisabled={isYesDisabled}
          onPress={onYes}
          aria-describedby={titleId}
        >
          {yes}
        </Button>
        <Button
          variant="secondary"
          className="max-sm:grow"
          isDisabled={isDeciding}
          onPress={onNo}
          aria-describedby={titleId}
        >
          {no}
        </Button>
      </div>
    </div>
  );
}
