import { dateFormat } from "@eventmaster/i18n/format";

/**
 * The steps of a chart by the clock at the event's place, with the day where there are several. The hour that comes twice when
 * summer time ends is told apart by its zone: no two steps are called the same.
 */
export function stepTexts(steps: readonly string[], timeZone: string, isByDay: boolean): string[] {
  const day = dateFormat({ timeZone, day: "numeric", month: "short" });
  const days = steps.map((at) => day.format(new Date(at)));
  if (isByDay) return days;
  const hasDays = new Set(days).size > 1;
  const named = (options: Intl.DateTimeFormatOptions) => {
    const clock = dateFormat({ timeZone, hour: "2-digit", minute: "2-digit", ...options });
    return steps.map((at, index) => {
      const time = clock.format(new Date(at));
      return hasDays ? `${days[index]}, ${time}` : time;
    });
  };
  const texts = named({});
  const zoned = named({ timeZoneName: "short" });
  const counts = Map.groupBy(texts, (text) => text);
  return texts.map((text, index) => ((counts.get(text)?.length ?? 0) > 1 ? (zoned[index] ?? text) : text));
}
