import { isId } from "@eventmaster/contract/is-id";
/**
 * Search parameters as people write them: `?q=123` is text, not a number in quotes. Each route says what it takes
 * from them; whatever is not understood is left out.
 */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") params.set(name, value);
    if (typeof value === "number") params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** What was typed to search for; at most as long as the API takes. */
export function textParam(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.slice(0, 200) : "";
  return text.trim() === "" ? undefined : text;
}

export function idParam(value: unknown): string | undefined {
  return isId(value) ? value : undefined;
}

export function oneOf<const Value extends string>(
  values: readonly Value[],
  value: unknown,
): Value | undefined {
  return values.find((known) => known === value);
}

/** A page counted from 1; the first is left out of the URL. */
export function pageParam(value: unknown): number | undefined {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 && page < 100_000 ? page : undefined;
}

/** Text that must stay as it is, such as a token or a path. */
export function readText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
