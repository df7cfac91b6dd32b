import type { ScanDirection } from "@eventmaster/admission/decide";
import { useText } from "@eventmaster/i18n/locale";
import { doorText } from "./text.ts";

const directions: readonly ScanDirection[] = ["entry", "exit"];

/** Two halves of one switch: which way people go through this door. */
export function DirectionSwitch({
  direction,
  onChange,
}: {
  direction: ScanDirection;
  onChange: (direction: ScanDirection) => void;
}) {
  const t = useText(doorText);
  return (
    <fieldset className="flex shrink-0 rounded-field border border-line-strong p-0.5">
      <legend className="sr-only">{t.direction}</legend>
      {directions.map((each) => (
        <label
          key={each}
          className="grid min-h-10 cursor-pointer place-items-center rounded-[calc(var(--radius-field)-2px)] px-4 font-semibold text-ink-muted has-checked:bg-accent has-checked:text-accent-ink has-focus-visible:outline-[2.5px] has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="direction"
            value={each}
            checked={direction === each}
            onChange={() => onChange(each)}
            className="sr-only"
          />
          {t[each]}
        </label>
      ))}
    </fieldset>
  );
}
