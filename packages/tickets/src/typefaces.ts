import { create } from "fontkit";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { readWoff } from "./read-woff.ts";

export type Weight = 400 | 700;

/** One file of a family: the characters of one script, or of a slice of one as large as Chinese. */
export interface Typeface {
  /** Unique, also as a name of the font within a document. */
  key: string;
  file: string;
}

interface Slice {
  file: string;
  ranges: [from: number, to: number][];
}

/** The first family that has a character sets it. What none has, down to hieroglyphs, the last one shows in pixels. */
const families = [
  "noto-sans",
  "noto-sans-arabic",
  "noto-sans-hebrew",
  "noto-sans-thai",
  "noto-sans-tc",
  "noto-sans-kr",
] as const;

const resolve = createRequire(import.meta.url).resolve;

function folderOf(family: string): string {
  return dirname(resolve(`@fontsource/${family}/package.json`));
}

const lastResort: Typeface = {
  key: "unifontex",
  file: join(folderOf("unifontex"), "files/unifontex-latin-400-normal.woff"),
};

const slices = new Map<string, Slice[]>();

/** What the package says its files cover: `{"[7]": "U+4e00-4e05,U+4e07", "latin": …}`. */
function slicesOf(family: string): Slice[] {
  let found = slices.get(family);
  if (!found) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of a pinned package
    const coverage = JSON.parse(readFileSync(join(folderOf(family), "unicode.json"), "utf8")) as Record<
      string,
      string
    >;
    const folder = folderOf(family);
    found = Object.entries(coverage).map(([name, text]) => ({
      file: join(folder, "files", `${family}-${name.replaceAll(/[[\]]/gu, "")}`),
      ranges: text.split(",").map((range): [number, number] => {
        const [from = "", to = from] = range.replace(/^U\+/u, "").split("-");
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      }),
    }));
    slices.set(family, found);
  }
  return found;
}

const characters = new Map<string, Set<number>>();

/** What is really in the file: packages claim a few characters that are not. */
function charactersOf({ key, file }: Typeface): Set<number> {
  let found = characters.get(key);
  if (!found) {
    const font = create(readWoff(file));
    found = new Set("characterSet" in font ? font.characterSet : []);
    characters.set(key, found);
  }
  return found;
}

/** Characters that are set by no glyph of their own: joiners, marks of direction, variation selectors. */
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu;

/** Digits, spaces and marks belong to no script: they look best in the typeface of what stands before them. */
const common = /^\p{Script=Common}+$/u;

/** The typeface that has every character of a grapheme. @param current that of the grapheme before it */
export function typefaceFor(grapheme: string, weight: Weight, current: Typeface | null): Typeface {
  const codePoints = Array.from(
    grapheme.replaceAll(invisible, ""),
    (character) => character.codePointAt(0) ?? 0,
  );
  const isIn = (typeface: Typeface) => {
    const characters = charactersOf(typeface);
    return codePoints.every((codePoint) => characters.has(codePoint));
  };
  if (current && (codePoints.length === 0 || (common.test(grapheme) && isIn(current)))) return current;
  for (const family of families)
    for (const { file, ranges } of slicesOf(family)) {
      const isClaimed = (codePoint: number) =>
        ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
      if (!codePoints.every(isClaimed)) continue;
      const typeface = { key: `${basename(file)}-${weight}`, file: `${file}-${weight}-normal.woff` };
      if (isIn(typeface)) return typeface;
    }
  return lastResort;
}
