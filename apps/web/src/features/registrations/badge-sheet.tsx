import type { Badge } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { QrCode } from "@eventmaster/ui/qr-code";
import { attendeesText } from "./attendees-text.ts";
import { badgeFormats } from "./badge-formats.ts";
import type { BadgeFormat } from "./badges-search.ts";

/** One page of paper, which is white whatever the theme. */
export function BadgeSheet({
  badges,
  size,
  title,
  day,
  line,
  hasCode,
}: {
  badges: readonly Badge[];
  size: BadgeFormat;
  title: string;
  day: string;
  /** The question whose answer stands under the name. */
  line: string | undefined;
  hasCode: boolean;
}) {
  const { width, height, columns, paper } = badgeFormats[size];
  return (
    <ul
      className={`mx-auto grid shrink-0 content-center justify-center break-after-page overflow-hidden bg-white text-black shadow-raised last:break-after-auto print:shadow-none ${
        paper === "a4" ? "h-[297mm] w-[210mm] [page:badges]" : "h-[62mm] w-[100mm] [page:badge-roll]"
      }`}
      style={{ gridTemplateColumns: `repeat(${columns}, ${width})`, gridAutoRows: height }}
    >
      {badges.map((badge) => (
        <li
          key={badge.registrationId}
          className={`overflow-hidden p-[4mm] ${paper === "a4" ? "border border-dashed border-[#b8b8b8]" : ""}`}
        >
          <Face badge={badge} size={size} title={title} day={day} line={line} hasCode={hasCode} />
        </li>
      ))}
    </ul>
  );
}

/** High badges have the code under the name, wide ones beside it. */
function Face({
  badge,
  size,
  title,
  day,
  line,
  hasCode,
}: {
  badge: Badge;
  size: BadgeFormat;
  title: string;
  day: string;
  line: string | undefined;
  hasCode: boolean;
}) {
  const t = useText(attendeesText);
  const format = badgeFormats[size];
  const answer = badge.answers.find(({ questionId }) => questionId === line)?.value;
  const isHigh = size === "a6";
  const words: Record<string, string> = { true: t.yes, false: t.no };
  return (
    <div
      className={`flex size-full items-center justify-center gap-[3mm] ${
        isHigh ? "flex-col text-center" : hasCode ? "text-start" : "text-center"
      }`}
      style={{ fontSize: format.lines }}
    >
      <div className={`min-w-0 leading-snug ${isHigh ? "" : "grow"}`}>
        <p className="line-clamp-3 leading-tight font-bold break-words" style={{ fontSize: format.name }}>
          {badge.name}
        </p>
        {answer !== undefined && (
          <p className="mt-[1mm] line-clamp-2 font-semibold break-words" style={{ fontSize: "1.25em" }}>
            {words[answer] ?? answer}
          </p>
        )}
        <p className="mt-[2mm] line-clamp-2">{title}</p>
        <p>{day}</p>
      </div>
      {hasCode && (
        <div className="shrink-0" style={{ width: format.code }}>
          <QrCode text={badge.qrCode} label={t.codeOf(badge.name)} />
        </div>
      )}
    </div>
  );
}
