import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { reportsText } from "./text.ts";

/** How often each value came, as a table whose bars are part of it. */
export function TallyTable({
  label,
  valueLabel,
  tally,
}: {
  label: string;
  valueLabel: string;
  tally: readonly { value: string; count: number }[];
}) {
  const t = useText(reportsText);
  const total = tally.reduce((sum, { count }) => sum + count, 0);
  return (
    <table className="w-full max-w-2xl text-start">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr className="text-sm text-ink-muted">
          <th scope="col" className="py-1 pe-4 text-start font-semibold">
            {valueLabel}
          </th>
          <th scope="col" className="py-1 pe-4 text-end font-semibold">
            {t.count}
          </th>
          <th scope="col" className="py-1 text-start font-semibold">
            {t.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {tally.map(({ value, count }) => {
          const share = total === 0 ? 0 : count / total;
          return (
            <tr key={value} className="border-t border-line align-middle">
              <th scope="row" className="max-w-64 py-2 pe-4 text-start font-medium break-words">
                {value}
              </th>
              <td className="py-2 pe-4 text-end tabular-nums">{formatNumber(count)}</td>
              <td className="w-2/5 min-w-24 py-2 whitespace-nowrap">
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
  );
}
