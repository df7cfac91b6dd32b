/** First and last initial; graphemes, so that names in any script keep whole letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map((word) => firstGrapheme(word ?? "").toLocaleUpperCase()).join("");
}

function firstGrapheme(word: string): string {
  // Most names: two letters that nothing is joined to. The browser's own tables are slow to open.
  if (/^[\u0020-\u02ff](?:[\u0020-\u02ff]|$)/u.test(word)) return word.charAt(0);
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word);
  return first?.segment ?? "";
}
