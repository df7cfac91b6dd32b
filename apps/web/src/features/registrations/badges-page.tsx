import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { FormError } from "@eventmaster/ui/form-error";
import { Page } from "@eventmaster/ui/page";
import { ProgressBar } from "@eventmaster/ui/progress-bar";
import { Select } from "@eventmaster/ui/select";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, IdCard, Printer } from "lucide-react";
import { sentenceOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { isFiltered } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";
import { BadgeSheet } from "./badge-sheet.tsx";
import { badgeFormats } from "./badge-formats.ts";
import { type BadgesSearch, filtersOf, formatNames } from "./badges-search.ts";
import { useAllAttendees } from "./use-all-attendees.ts";

const route = getRouteApi("/manage/$eventId/badges");

/** What is drawn and printed at once: some hundred badges are no burden, ten thousand are. */
const atOnce = 480;

/** A sheet after another of names to cut or peel: on paper there is nothing else. No list carries ticket codes, so neither do badges. */
export function BadgesPage() {
  const t = useText(attendeesText);
  const { eventId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [event] = trpc.events.get.useSuspenseQuery({ eventId });
  const [questions] = trpc.events.questions.useSuspenseQuery({ eventId });
  const { people, read, total, isDone, failure, tryAgain } = useAllAttendees(eventId, filtersOf(search));
  const choose = (changes: BadgesSearch) =>
    void navigate({ search: { ...search, ...changes }, replace: true, resetScroll: false });

  const size = search.size ?? "large";
  const line = questions.find(({ id }) => id === search.line);
  const { order = "name" } = search;
  const ordered = people.toSorted((one, other) =>
    order === "name"
      ? one.userDisplayName.localeCompare(other.userDisplayName)
      : one.createdAt.localeCompare(other.createdAt),
  );
  const { columns, rows } = badgeFormats[size];
  const perSheet = columns * rows;
  const perPart = perSheet * Math.floor(atOnce / perSheet);
  const parts = partsOf(ordered, perPart);
  const part = Math.min(search.part ?? 1, Math.max(parts.length, 1));
  const day = dateFormat({ timeZone: event.timeZone, dateStyle: "long" }).format(new Date(event.startAt));
  const hasSome = isDone && people.length > 0;
  return (
    <>
      <div className="no-print">
        <Page
          title={t.badgesTitle}
          documentTitle={`${t.badgesTitle} · ${event.title}`}
          subtitle={
            isDone
              ? `${isFiltered(search) ? t.badgesNoteFiltered(people.length) : t.badgesNote(people.length)} ${t.printHints[badgeFormats[size].paper]}`
              : undefined
          }
          eyebrow={
            <Link
              to="/manage/$eventId/attendees"
              params={{ eventId }}
              search={filtersOf(search)}
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
            <FormError title={t.badgesFailed}>
              {sentenceOf(failure)}{" "}
              <button type="button" onClick={tryAgain} className="cursor-pointer font-semibold underline">
                {t.tryAgain}
              </button>
            </FormError>
          )}
          {!isDone && failure === null && (
            <ProgressBar label={t.badgesLoading} value={read} max={Math.max(total, 1)} />
          )}
          {isDone && people.length === 0 && (
            <EmptyState icon={IdCard} title={isFiltered(search) ? t.nobodyMatches : t.nobody}>
              {isFiltered(search) ? t.nobodyMatchesNext : t.nobodyNext}
            </EmptyState>
          )}
          {hasSome && (
            <div className="grid max-w-4xl items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
              <Select
                label={t.size}
                options={formatNames.map((value) => ({ value, label: t.sizes[value] }))}
                value={size}
                onChange={(value) => choose({ size: value, part: undefined })}
              />
              <Select
                label={t.order}
                options={[
                  { value: "name", label: t.byName },
                  { value: "arrival", label: t.byArrival },
                ]}
                value={order}
                onChange={(chosen) => choose({ order: chosen, part: undefined })}
              />
              {questions.length > 0 && (
                <Select
                  label={t.badgeLine}
                  options={[
                    { value: "", label: t.noLine },
                    ...questions.map(({ id, label }) => ({ value: id, label })),
                  ]}
                  value={line?.id ?? ""}
                  onChange={(id) => choose({ line: id === "" ? undefined : id })}
                />
              )}
              {parts.length > 1 && (
                <Select
                  label={t.part}
                  description={t.partHint}
                  options={parts.map((_, index) => ({
                    value: String(index + 1),
                    label: t.partOf(index * perPart + 1, Math.min((index + 1) * perPart, ordered.length)),
                  }))}
                  value={String(part)}
                  onChange={(value) => choose({ part: Number(value) })}
                />
              )}
            </div>
          )}
        </Page>
      </div>
      {hasSome && (
        <div
          role="region"
          aria-label={t.badgesTitle}
          // A region that scrolls must be reachable for those who scroll by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="flex flex-col gap-6 overflow-x-auto pb-16 print:block print:overflow-visible print:pb-0"
        >
          {partsOf(parts[part - 1] ?? [], perSheet).map((sheet) => (
            <BadgeSheet
              key={sheet[0]?.id}
              people={sheet}
              size={size}
              title={event.title}
              day={day}
              line={line?.id}
            />
          ))}
        </div>
      )}
    </>
  );
}

function partsOf(people: readonly AttendeeWithAnswers[], length: number): AttendeeWithAnswers[][] {
  return Array.from({ length: Math.ceil(people.length / length) }, (_, part) =>
    people.slice(part * length, (part + 1) * length),
  );
}
