import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { dateFormat } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Page } from "@eventmaster/ui/page";
import { ProgressBar } from "@eventmaster/ui/progress-bar";
import { Select } from "@eventmaster/ui/select";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, IdCard, Printer } from "lucide-react";
import { useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { attendeesText } from "./attendees-text.ts";
import { useAllAttendees } from "./use-all-attendees.ts";

const route = getRouteApi("/manage/$eventId/badges");

const layouts = {
  large: { width: "90mm", height: "65mm", columns: 2, rows: 4, name: "7mm" },
  small: { width: "63.5mm", height: "38.1mm", columns: 3, rows: 7, name: "4.6mm" },
} as const;
type Size = keyof typeof layouts;

/** A sheet after another of names to cut or peel: on paper there is nothing else. */
export function BadgesPage() {
  const t = useText(attendeesText);
  const { eventId } = route.useParams();
  const [event] = trpc.events.get.useSuspenseQuery({ eventId });
  const { people, total, isDone } = useAllAttendees(eventId);
  const [size, setSize] = useState<Size>("large");
  const [order, setOrder] = useState<"name" | "arrival">("name");
  const sorted =
    order === "arrival"
      ? people.toReversed()
      : people.toSorted((one, other) => one.userDisplayName.localeCompare(other.userDisplayName));
  const { columns, rows } = layouts[size];
  const sheets = Array.from({ length: Math.ceil(sorted.length / (columns * rows)) }, (_, sheet) =>
    sorted.slice(sheet * columns * rows, (sheet + 1) * columns * rows),
  );
  const day = dateFormat({ timeZone: event.timeZone, dateStyle: "long" }).format(new Date(event.startAt));
  return (
    <>
      <div className="no-print">
        <Page
          title={t.badgesTitle}
          documentTitle={`${t.badgesTitle} · ${event.title}`}
          subtitle={isDone ? `${t.badgesNote(people.length)} ${t.printHint}` : undefined}
          eyebrow={
            <Link
              to="/manage/$eventId/attendees"
              params={{ eventId }}
              className="inline-flex min-h-8 items-center gap-1.5 text-ink-muted no-underline hover:text-ink"
            >
              <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              {event.title}
            </Link>
          }
          actions={
            <Button isDisabled={!isDone || people.length === 0} onPress={() => window.print()}>
              <Printer aria-hidden />
              {t.print}
            </Button>
          }
        >
          {!isDone && <ProgressBar label={t.badgesLoading} value={people.length} max={Math.max(total, 1)} />}
          {isDone && people.length === 0 && (
            <EmptyState icon={IdCard} title={t.nobody}>
              {t.nobodyNext}
            </EmptyState>
          )}
          {isDone && people.length > 0 && (
            <div className="grid max-w-xl gap-4 sm:grid-cols-2">
              <Select
                label={t.size}
                options={(["large", "small"] as const).map((value) => ({ value, label: t.sizes[value] }))}
                value={size}
                onChange={setSize}
              />
              <Select
                label={t.order}
                options={[
                  { value: "name", label: t.byName },
                  { value: "arrival", label: t.byArrival },
                ]}
                value={order}
                onChange={setOrder}
              />
            </div>
          )}
        </Page>
      </div>
      {isDone && (
        <div
          role="region"
          aria-label={t.badgesTitle}
          // A region that scrolls must be reachable for those who scroll by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="flex flex-col gap-6 overflow-x-auto pb-16 print:block print:overflow-visible print:pb-0"
        >
          {sheets.map((sheet) => (
            <Sheet key={sheet[0]?.id} people={sheet} size={size} title={event.title} day={day} />
          ))}
        </div>
      )}
    </>
  );
}

/** Paper is white whatever the theme. */
function Sheet({
  people,
  size,
  title,
  day,
}: {
  people: readonly AttendeeWithAnswers[];
  size: Size;
  title: string;
  day: string;
}) {
  const { width, height, columns, name } = layouts[size];
  return (
    <ul
      className="mx-auto grid h-[297mm] w-[210mm] [page:badges] shrink-0 content-center justify-center break-after-page bg-white text-black shadow-raised last:break-after-auto print:shadow-none"
      style={{ gridTemplateColumns: `repeat(${columns}, ${width})`, gridAutoRows: height }}
    >
      {people.map((person) => (
        <li
          key={person.id}
          className="flex flex-col items-center justify-center overflow-hidden border border-dashed border-[#b8b8b8] p-[4mm] text-center"
        >
          <span className="leading-tight font-bold break-words" style={{ fontSize: name }}>
            {person.userDisplayName}
          </span>
          <span className="mt-[2mm] line-clamp-2 text-[3.4mm] leading-snug">{title}</span>
          <span className="text-[3mm] leading-snug">{day}</span>
        </li>
      ))}
    </ul>
  );
}
