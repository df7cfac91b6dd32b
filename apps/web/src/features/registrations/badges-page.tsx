import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Select } from "@eventmaster/ui/select";
import { getRouteApi } from "@tanstack/react-router";
import { isFiltered } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";
import { BadgeSheet } from "./badge-sheet.tsx";
import { badgeFormats } from "./badge-formats.ts";
import { type BadgesSearch, formatNames } from "./badges-search.ts";
import { PaperPage } from "./paper-page.tsx";
import { QuestionChoice } from "./question-choice.tsx";
import { usePaper } from "./use-paper.ts";

const route = getRouteApi("/manage/$eventId/badges");

/** What is drawn and printed at once: some hundred badges are no burden, ten thousand are. */
const atOnce = 480;

/** A sheet after another of names to cut or peel: on paper there is nothing else. No list carries ticket codes, so neither do badges. */
export function BadgesPage() {
  const t = useText(attendeesText);
  const { eventId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { event, questions, filters, attendees, line } = usePaper(eventId, search);
  const { people } = attendees;
  const choose = (changes: BadgesSearch) =>
    void navigate({ search: { ...search, ...changes }, replace: true, resetScroll: false });

  const size = search.size ?? "large";
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
  return (
    <PaperPage
      event={event}
      filters={filters}
      attendees={attendees}
      words={{
        title: t.badgesTitle,
        note: `${isFiltered(search) ? t.badgesNoteFiltered(people.length) : t.badgesNote(people.length)} ${t.printHints[badgeFormats[size].paper]}`,
        failed: t.badgesFailed,
      }}
      choices={
        <>
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
          <QuestionChoice
            label={t.badgeLine}
            questions={questions}
            value={line?.id}
            onChange={(id) => choose({ line: id })}
          />
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
        </>
      }
      sheets={partsOf(parts[part - 1] ?? [], perSheet).map((sheet) => (
        <BadgeSheet
          key={sheet[0]?.id}
          people={sheet}
          size={size}
          title={event.title}
          day={day}
          line={line?.id}
        />
      ))}
    />
  );
}

function partsOf(people: readonly AttendeeWithAnswers[], length: number): AttendeeWithAnswers[][] {
  return Array.from({ length: Math.ceil(people.length / length) }, (_, part) =>
    people.slice(part * length, (part + 1) * length),
  );
}
