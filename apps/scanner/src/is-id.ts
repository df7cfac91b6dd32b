/** Something from an address that may name an event: it is asked for by nothing else. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(value);
}
