/** What names a thing in an address. Anything else would be refused by the API, and with it the page. Without a schema: it is on every page's way. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(value);
}
