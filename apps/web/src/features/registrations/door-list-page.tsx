import { useText } from "@eventmaster/i18n/locale";
import { eventTimeText, Instant } from "@eventmaster/ui/event-date";
import { getRouteApi } from "@tanstack/react-router";
import { answerTo } from "./answer-words.ts";
import { isFiltered } from "./attendees-search.ts";
import { attendeesText } from "./attendees-text.ts";
import { EmailAddress } from "./email-address.tsx";
import { PaperPage } from "./paper-page.tsx";
import { QuestionChoice } from "./question-choice.tsx";
import { usePaper } from "./use-paper.ts";

const route = getRouteApi("/manage/$eventId/list");

/** Everybody by name, with a box to tick: for a door whose phones are all empty. */
export function DoorListPage() {
  const t = useText(attendeesText);
  const { eventId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { event, questions, filters, attendees, line } = usePaper(eventId, search);
  const { people } = attendees;
  const ordered = people.toSorted((one, other) => one.userDisplayName.localeCompare(other.userDisplayName));
  const { date, time, zone } = eventTimeText(event);
  return (
    <PaperPage
      event={event}
      filters={filters}
      attendees={attendees}
      words={{
        title: t.doorListTitle,
        note: isFiltered(search) ? t.doorListNoteFiltered(people.length) : t.doorListNote(people.length),
        failed: t.doorListFailed,
      }}
      choices={
        <QuestionChoice
          label={t.besideName}
          questions={questions}
          value={line?.id}
          onChange={(id) =>
            void navigate({ search: { ...search, line: id }, replace: true, resetScroll: false })
          }
        />
      }
      sheets={
        <div className="mx-auto w-full max-w-4xl rounded-sheet bg-white p-6 text-black shadow-raised [page:door-list] print:max-w-none print:p-0 print:shadow-none">
          <h2 className="text-xl font-bold">{event.title}</h2>
          <p>
            {date}, {time} {zone}
          </p>
          <p className="mt-2 text-sm">
            {t.people(people.length)} · {t.printedAt}{" "}
            <Instant at={new Date(attendees.readAt)} timeZone={event.timeZone} />
          </p>
          <table className="mt-4 w-full border-collapse text-start text-sm">
            <thead>
              <tr className="border-b-2 border-black">
                <th scope="col" className="w-10 py-1 pe-4 text-start">
                  {t.inside}
                </th>
                <th scope="col" className="py-1 pe-3 text-start">
                  {t.name}
                </th>
                <th scope="col" className="py-1 pe-3 text-start">
                  {t.email}
                </th>
                {line && (
                  <th scope="col" className="py-1 text-start">
                    {line.label}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {ordered.map((person) => (
                <tr
                  key={person.id}
                  // What is not in sight takes no time; on paper everything is.
                  className="border-b border-[#b8b8b8] align-top [contain-intrinsic-size:auto_2rem] [content-visibility:auto] print:[content-visibility:visible]"
                >
                  <td className="py-1.5 pe-4 whitespace-nowrap">
                    {person.checkedInAt ? (
                      <Instant at={person.checkedInAt} timeZone={event.timeZone} only="time" />
                    ) : (
                      <span
                        aria-label={t.notIn}
                        role="img"
                        className="block size-4.5 border-2 border-black"
                      />
                    )}
                  </td>
                  <th scope="row" className="py-1.5 pe-3 text-start font-semibold wrap-anywhere">
                    {person.userDisplayName}
                  </th>
                  <td className="py-1.5 pe-3">
                    <EmailAddress address={person.userEmail} />
                  </td>
                  {line && <td className="py-1.5 wrap-anywhere">{answerTo(line.id, person)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
    />
  );
}
