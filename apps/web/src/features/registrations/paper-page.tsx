import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { FormError } from "@eventmaster/ui/form-error";
import { Page } from "@eventmaster/ui/page";
import { ProgressBar } from "@eventmaster/ui/progress-bar";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Printer, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { sentenceOf } from "../../lib/failure.ts";
import { type AttendeesSearch, isFiltered } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";
import type { useAllAttendees } from "./use-all-attendees.ts";

/** A page that is there to be printed: what is on the screen around its `sheets` stays off the paper. */
export function PaperPage({
  event,
  filters,
  attendees,
  words,
  choices,
  sheets,
}: {
  event: { id: string; title: string };
  /** Those of the list that it prints. */
  filters: AttendeesSearch;
  attendees: ReturnType<typeof useAllAttendees>;
  words: { title: string; note: string; failed: string };
  /** How it is to look. */
  choices: ReactNode;
  /** Shown once everybody was read, if there is anybody. */
  sheets: ReactNode;
}) {
  const t = useText(attendeesText);
  const { people, read, total, isDone, failure, tryAgain } = attendees;
  const hasSome = isDone && people.length > 0;
  return (
    <>
      <div className="no-print">
        <Page
          title={words.title}
          documentTitle={`${words.title} · ${event.title}`}
          subtitle={isDone ? words.note : undefined}
          eyebrow={
            <Link
              to="/manage/$eventId/attendees"
              params={{ eventId: event.id }}
              search={filters}
              className="inline-flex min-h-8 items-center gap-1.5 text-ink-muted no-underline hover:text-ink"
            >
              <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              {event.title}
            </Link>
          }
          actions={
            <Button isDisabled={!hasSome} onPress={() => window.print()}>
              <Printer aria-hidden />
              {t.print}
            </Button>
          }
        >
          {failure !== null && (
            <FormError title={words.failed}>
              {sentenceOf(failure)}{" "}
              <button type="button" onClick={tryAgain} className="cursor-pointer font-semibold underline">
                {t.tryAgain}
              </button>
            </FormError>
          )}
          {!isDone && failure === null && (
            <ProgressBar label={t.namesLoading} value={read} max={Math.max(total, 1)} />
          )}
          {isDone && people.length === 0 && (
            <EmptyState icon={UsersRound} title={isFiltered(filters) ? t.nobodyMatches : t.nobody}>
              {isFiltered(filters) ? t.nobodyMatchesNext : t.nobodyNext}
            </EmptyState>
          )}
          {hasSome && (
            <div className="grid max-w-4xl items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">{choices}</div>
          )}
        </Page>
      </div>
      {hasSome && (
        <div
          role="region"
          aria-label={words.title}
          // A region that scrolls must be reachable for those who scroll by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="flex flex-col gap-6 overflow-x-auto pb-16 print:block print:overflow-visible print:pb-0"
        >
          {sheets}
        </div>
      )}
    </>
  );
}
