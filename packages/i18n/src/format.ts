import { formatTag } from "./locale.ts";

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Making one is slow, and a list asks for the same one in each row. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = formatTag();
  const key = tag + JSON.stringify(options);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  dateFormats.set(key, format);
  return format;
}

/** "1,204", "1.204": in the language spoken now. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  // Up to 999 all our languages write the same, and the first page need not wait for the browser's tables.
  if (Number.isInteger(value) && value >= 0 && value < 1000 && Object.keys(options).length === 0)
    return String(value);
  const tag = formatTag();
  const key = tag + JSON.stringify(options);
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(tag, options);
  numberFormats.set(key, format);
  return format.format(value);
}
