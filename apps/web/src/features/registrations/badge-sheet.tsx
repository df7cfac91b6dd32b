import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { useLocale } from "@eventmaster/i18n/locale";
import { answerTo } from "./answer-words.ts";
import { badgeFormats } from "./badge-formats.ts";
import type { BadgeFormat } from "./badges-search.ts";

/** One page of paper, which is white whatever the theme. */
export function BadgeSheet({
  people,
  size,
  title,
  day,
  line,
}: {
  people: readonly AttendeeWithAnswers[];
  size: BadgeFormat;
  title: string;
  day: string;
  /** The question whose answer stands under the name. */
  line: string | undefined;
}) {
  const { width, height, columns, paper } = badgeFormats[size];
  return (
    <ul
      className={`mx-auto grid shrink-0 content-center justify-center break-after-page overflow-hidden bg-white text-black shadow-raised last:break-after-auto print:shadow-none ${
        paper === "a4" ? "h-[297mm] w-[210mm] [page:badges]" : "h-[62mm] w-[100mm] [page:badge-roll]"
      }`}
      style={{ gridTemplateColumns: `repeat(${columns}, ${width})`, gridAutoRows: height }}
    >
      {people.map((person) => (
        <li
          key={person.id}
          className={`overflow-hidden p-[4mm] ${paper === "a4" ? "border border-dashed border-[#b8b8b8]" : ""}`}
        >
          <Face person={person} size={size} title={title} day={day} line={line} />
        </li>
      ))}
    </ul>
  );
}

function Face({
  person,
  size,
  title,
  day,
  line,
}: {
  person: AttendeeWithAnswers;
  size: BadgeFormat;
  title: string;
  day: string;
  line: string | undefined;
}) {
  useLocale();
  const format = badgeFormats[size];
  const answer = answerTo(line, person);
  return (
    <div
      className="flex size-full flex-col items-center justify-center text-center leading-snug"
      style={{ fontSize: format.lines }}
    >
      <p className="line-clamp-3 leading-tight font-bold break-words" style={{ fontSize: format.name }}>
        {person.userDisplayName}
      </p>
      {answer !== undefined && (
        <p className="mt-[1mm] line-clamp-2 font-semibold break-words" style={{ fontSize: "1.25em" }}>
          {answer}
        </p>
      )}
      <p className="mt-[2mm] line-clamp-2">{title}</p>
      <p>{day}</p>
    </div>
  );
}
