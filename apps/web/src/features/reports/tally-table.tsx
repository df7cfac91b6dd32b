import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { reportsText } from "./text.ts";

/** How often each value came, as a table whose bars are part of it. */
export function TallyTable({
  label,
  valueLabel,
  tally,
  most = Infinity,
}: {
  label: string;
  valueLabel: string;
  /** `key` where two values may be called the same. */
  tally: readonly { key?: string; value: string; count: number }[];
  /** So many rows, until one asks for the others. */
  most?: number;
}) {
  const t = useText(reportsText);
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole || tally.length <= most ? tally : tally.slice(0, most);
  const total = tally.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <table className="w-full max-w-3xl table-fixed text-start">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="text-sm text-ink-muted">
            <th scope="col" className="py-1 pe-4 text-start font-semibold">
              {valueLabel}
            </th>
            <th scope="col" className="w-20 py-1 pe-4 text-end font-semibold">
              {t.count}
            </th>
            <th scope="col" className="w-1/3 py-1 text-start font-semibold">
              {t.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, value, count }) => {
            const share = total === 0 ? 0 : count / total;
            return (
              <tr key={key ?? value} className="border-t border-line align-middle">
                <th scope="row" className="py-2 pe-4 text-start font-medium wrap-anywhere">
                  <Value text={value} />
                </th>
                <td className="py-2 pe-4 text-end tabular-nums">{formatNumber(count)}</td>
                <td className="py-2 whitespace-nowrap">
                  <span
                    aria-hidden
                    className="inline-block h-2 w-[calc(100%-3.5rem)] overflow-hidden rounded-full bg-line/70 align-middle"
                  >
                    <span
                      className="block h-full rounded-full bg-accent"
                      style={{ width: `${share * 100}%` }}
                    />
                  </span>
                  <span className="inline-block w-14 text-end text-sm text-ink-muted tabular-nums">
                    {formatNumber(share, { style: "percent", maximumFractionDigits: 0 })}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < tally.length && (
        <Button variant="quiet" size="small" className="mt-2" onPress={() => setIsWhole(true)}>
          {t.showOthers(tally.length - shown.length)}
        </Button>
      )}
    </>
  );
}

/** More than this is a story, of which a table shows the beginning. */
const mostCharacters = 140;

function Value({ text }: { text: string }) {
  const characters = Array.from(text);
  if (characters.length <= mostCharacters) return text;
  return (
    <details className="group">
      <summary className="cursor-pointer list-none [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">{characters.slice(0, mostCharacters).join("").trimEnd()}…</span>
        <span className="hidden group-open:inline">{text}</span>
        <ChevronDown
          aria-hidden
          className="ms-1 inline size-4 text-accent transition-transform group-open:rotate-180"
        />
      </summary>
    </details>
  );
}
