import { diffArrays } from "diff";

/** A piece of text that is in both versions, or in one of them. */
export interface Piece {
  text: string;
  in: "both" | "before" | "after";
}

/** Words as people divide them, also where no spaces do (Chinese, say); white space is a piece of its own. */
const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** What changed between two texts, word by word. */
export function compareWords(before: string, after: string): Piece[] {
  const piecesOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);
  return diffArrays(piecesOf(before), piecesOf(after)).map(({ value, added, removed }) => ({
    text: value.join(""),
    in: added ? "after" : removed ? "before" : "both",
  }));
}
