import { useText } from "@eventmaster/i18n/locale";
import { Link } from "@tanstack/react-router";
import type { OpenDoor } from "./open-door.ts";
import { ScanRow } from "./scan-row.tsx";
import { doorText } from "./text.ts";
import { useOwnScans } from "./use-open-door.ts";

/** As many as a phone has room for; beside the picture on a wide screen there is room for more. */
const shownScans = 8;

export function LastScans({ open: { eventId, device } }: { open: OpenDoor }) {
  const scans = useOwnScans(device.scans, eventId).slice(0, shownScans);
  const t = useText(doorText);
  return (
    <section aria-label={t.lastScans} className="flex min-h-0 flex-col landscape:grow">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-sm font-semibold text-ink-muted">{t.lastScans}</h2>
        <Link
          to="/events/$eventId/log"
          params={{ eventId }}
          className="-me-2 grid min-h-11 place-items-center px-2 text-sm font-semibold text-accent underline-offset-4 hover:underline"
        >
          {t.allScans}
        </Link>
      </div>
      {scans.length === 0 && <p className="pb-2 text-ink-muted">{t.noScans}</p>}
      <ul className="flex min-h-10 flex-col divide-y divide-line portrait:[&>li:nth-child(n+3)]:hidden">
        {scans.map((scan) => (
          <li key={scan.id} className="flex items-center gap-3 py-1.5">
            <ScanRow scan={scan} />
          </li>
        ))}
      </ul>
    </section>
  );
}
