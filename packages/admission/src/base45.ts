const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const valueOf = new Map(Array.from(alphabet, (char, value) => [char, value]));

/** Base45 text of `bytes`: three characters for two bytes, two for a last odd one. Source: RFC 9285. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    for (let digits = isPair ? 3 : 2; digits > 0; digits--) {
      text += alphabet.charAt(value % 45);
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/**
 * The bytes of a base45 text, or null if it is not one: a character outside the alphabet, a length that no
 * bytes have, or a group whose value is too big. Never throws. Each byte sequence has exactly one text, so
 * whatever decodes also encodes back to itself. Source: RFC 9285, sections 4 and 6.
 */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  let written = 0;
  for (let at = 0; at < text.length; at += 3) {
    const isPair = at + 2 < text.length;
    const low = valueOf.get(text.charAt(at));
    const middle = valueOf.get(text.charAt(at + 1));
    const high = isPair ? valueOf.get(text.charAt(at + 2)) : 0;
    if (low === undefined || middle === undefined || high === undefined) return null;
    const value = low + middle * 45 + high * 2025;
    if (value > (isPair ? 0xffff : 0xff)) return null;
    if (isPair) bytes[written++] = value >> 8;
    bytes[written++] = value & 0xff;
  }
  return bytes;
}
