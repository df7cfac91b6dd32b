/** A file that a person or a program fetches. */
export interface Download {
  /** What it is called on the fetcher's disk, in any script. */
  name: string;
  type: string;
  /** Programs ask for it again and again: answered with "not modified" where nothing is new. */
  isPolled?: true;
  /** A large one is made while it is fetched: nothing is asked of the database before the first piece is wanted. */
  body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A title as the beginning of a file's name: without what file systems refuse, and not longer than they take. */
export function fileName(title: string, rest: string): string {
  const plain = title
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*%]+/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/^[. ]+|[. ]+$/gu, "");
  // File systems count bytes: 255 of them, and a Chinese character is three.
  return `${Array.from(plain).slice(0, 60).join("").trim()} ${rest}`.trim();
}
