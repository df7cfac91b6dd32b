import { Instant } from "@eventmaster/ui/event-date";
import { useState } from "react";
import { dateFormat } from "@eventmaster/i18n/format";
import { useLocale, useText } from "@eventmaster/i18n/locale";
import type { OwnScan } from "./own-scan.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import { outcomeKind } from "./outcome-look.ts";
import { scanSentence } from "./scan-sentence.ts";
import { doorText } from "./text.ts";

/** One scan in a list: what, who, when. Cut to its two lines unless `isWhole`. */
export function ScanRow({ scan, isWhole = false }: { scan: OwnScan; isWhole?: boolean }) {
  const t = useText(doorText);
  const cut = isWhole ? "" : "truncate";
  return (
    <>
      <OutcomeMark kind={outcomeKind(scan.outcome)} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className={`block font-semibold ${cut}`}>{scan.name ?? t.outcomes[scan.outcome]}</span>
        <span className={`block text-sm text-ink-muted ${cut}`}>
          {scan.name === null ? scanSentence(scan) : t.outcomes[scan.outcome]}
          {scan.source === "walk_in" && ` · ${t.row.walkIn}`}
          {scan.delivery.state === "waiting" && ` · ${t.row.notSent}`}
          {scan.delivery.state === "refused" && ` · ${t.row.attention}`}
          {scan.undo !== null && scan.undo.state !== "refused" && ` · ${t.row.undone}`}
        </span>
      </span>
      <ClockTime at={scan.at} />
    </>
  );
}

/** The device's own clock: what the person at the door sees on it. Another day is named. */
function ClockTime({ at }: { at: number }) {
  useLocale();
  const [today] = useState(() => new Date().toDateString());
  const moment = new Date(at);
  if (moment.toDateString() !== today)
    return <Instant at={moment} className="shrink-0 text-sm text-ink-muted" />;
  return (
    <time dateTime={moment.toISOString()} className="shrink-0 text-sm text-ink-muted tabular-nums">
      {dateFormat({ timeStyle: "medium" }).format(moment)}
    </time>
  );
}
