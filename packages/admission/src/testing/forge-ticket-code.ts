/** A ticket's code with its last character changed: our form, and nobody's signature. */
export function forgeTicketCode(code: string): string {
  return `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
}
