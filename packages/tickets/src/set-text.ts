import bidiFactory, { type Bidi } from "bidi-js";
import { readWoff } from "./read-woff.ts";
import { type Typeface, typefaceFor, type Weight } from "./typefaces.ts";

type Document = PDFKit.PDFDocument;

export interface TextStyle {
  size: number;
  weight: Weight;
  colour: string;
  /** Where lines break. */
  width: number;
}

/** A stretch of one typeface and one direction. */
interface Run {
  text: string;
  typeface: Typeface;
  width: number;
}

export interface SetText {
  lines: { runs: Run[]; width: number }[];
  isRightToLeft: boolean;
  height: number;
  style: TextStyle;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types are those of the ES module, Node loads the other
const bidi = (bidiFactory as unknown as () => Bidi)();
const words = new Intl.Segmenter(undefined, { granularity: "word" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const lineHeight = 1.3;

/**
 * Naming a feature makes the library shape a run whole and not word by word, which turns Arabic round. Letters whose accent
 * the typeface draws as a second glyph (ị) are not taken apart: that glyph would be copied as a control character.
 */
function featuresFor(text: string): PDFKit.Mixins.OpenTypeFeatures[] {
  const isWhole = !/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u.test(text);
  const features = { kern: true, liga: true, ...(isWhole ? { ccmp: false } : {}) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types know only the list of what is on
  return features as unknown as PDFKit.Mixins.OpenTypeFeatures[];
}

/**
 * Breaks text into lines of runs, each in the typeface that has its characters, in the order in which they stand from left
 * to right (Unicode's bidirectional algorithm; the library that draws them has neither fallback nor direction).
 */
export function setText(doc: Document, given: string, style: TextStyle): SetText {
  // Letters with their accents in one, where there is such a letter: more typefaces have it.
  const text = given.normalize("NFC");
  const levels = bidi.getEmbeddingLevels(text);
  const { size } = style;
  const lines = breakLines(text, style.width, (start, end) =>
    sumOf(runsOf(doc, text, levels.levels, { start, end }, style)),
  ).map(({ start, end }) => {
    const runs = runsOf(doc, text, levels.levels, { start, end }, style);
    return { runs, width: sumOf(runs) };
  });
  return {
    lines,
    isRightToLeft: (levels.paragraphs[0]?.level ?? 0) % 2 === 1,
    height: lines.length * size * lineHeight,
    style,
  };
}

/** Draws it with its top left corner there; text that is read from the right hangs on the right edge. */
export function drawText(
  doc: Document,
  { lines, isRightToLeft, style }: SetText,
  at: { x: number; y: number },
  align: "start" | "center" = "start",
): void {
  lines.forEach(({ runs, width }, index) => {
    const room = style.width - width;
    let x = at.x + (align === "center" ? room / 2 : isRightToLeft ? room : 0);
    const y = at.y + (index + 0.8) * style.size * lineHeight;
    for (const run of runs) {
      useTypeface(doc, run.typeface);
      doc.fontSize(style.size).fillColor(style.colour);
      doc.text(run.text, x, y, { lineBreak: false, baseline: "alphabetic", features: featuresFor(run.text) });
      x += run.width;
    }
  });
}

interface Span {
  start: number;
  end: number;
}

/** At words where that can be, else within one. Spaces at a line's ends are dropped. */
function breakLines(text: string, width: number, measure: (start: number, end: number) => number): Span[] {
  const lines: Span[] = [];
  let line: Span | null = null;
  for (const piece of piecesOf(text)) {
    if (line && measure(line.start, text.slice(0, piece.end).trimEnd().length) <= width) {
      line.end = piece.end;
      continue;
    }
    if (line) lines.push(line);
    line = null;
    if (text.slice(piece.start, piece.end).trim() === "") continue;
    line = { ...piece };
    if (measure(piece.start, piece.end) <= width) continue;
    line = { start: piece.start, end: piece.start };
    for (const { index, segment } of graphemes.segment(text.slice(piece.start, piece.end))) {
      const end = piece.start + index + segment.length;
      if (line.end > line.start && measure(line.start, end) > width) {
        lines.push(line);
        line = { start: line.end, end };
      } else line.end = end;
    }
  }
  if (line) lines.push(line);
  return lines.map(({ start, end }) => ({
    start,
    end: start + text.slice(start, end).trimEnd().length,
  }));
}

/** Words, each with the marks that may not begin the next line. */
function piecesOf(text: string): Span[] {
  const pieces: Span[] = [];
  for (const { index, segment } of words.segment(text)) {
    const last = pieces.at(-1);
    const end = index + segment.length;
    const before = last ? text.slice(last.start, last.end) : "";
    const belongs = /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}]/u.test(segment) || /[\p{Ps}\p{Pi}]$/u.test(before);
    if (last && belongs) last.end = end;
    else pieces.push({ start: index, end });
  }
  return pieces;
}

function runsOf(doc: Document, text: string, levels: Uint8Array, span: Span, style: TextStyle): Run[] {
  return visualOrder(levels, span).flatMap(({ start, end, level }) => {
    const isRightToLeft = level % 2 === 1;
    const runs = splitByTypeface(text.slice(start, end), style.weight).map(({ text, typeface }): Run => {
      const shown = isRightToLeft ? forRightToLeft(text) : text;
      useTypeface(doc, typeface);
      return {
        text: shown,
        typeface,
        width: doc.fontSize(style.size).widthOfString(shown, { features: featuresFor(shown) }),
      };
    });
    return isRightToLeft ? runs.toReversed() : runs;
  });
}

/** Rule L2: from the highest level down, every stretch of that level or more is turned round. */
function visualOrder(levels: Uint8Array, { start, end }: Span): (Span & { level: number })[] {
  const runs: (Span & { level: number })[] = [];
  for (let at = start; at < end; at++) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level) last.end = at + 1;
    else runs.push({ start: at, end: at + 1, level });
  }
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--)
    for (let from = 0; from < runs.length; from++) {
      let to = from;
      while ((runs[to]?.level ?? -1) >= level) to++;
      if (to - from > 1) runs.splice(from, to - from, ...runs.slice(from, to).toReversed());
      from = Math.max(from, to);
    }
  return runs;
}

function splitByTypeface(text: string, weight: Weight): { text: string; typeface: Typeface }[] {
  const parts: { text: string; typeface: Typeface }[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = parts.at(-1);
    const typeface = typefaceFor(segment, weight, last?.typeface ?? null);
    if (last?.typeface.key === typeface.key) last.text += segment;
    else parts.push({ text: segment, typeface });
  }
  return parts;
}

/** Brackets are mirrored here. The library turns letters of such a script round by itself, but not what has no script. */
function forRightToLeft(text: string): string {
  const mirrored = Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character);
  const hasScript = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  return (hasScript.test(text) ? mirrored : mirrored.toReversed()).join("");
}

/** The typefaces that each document has read already. */
const registered = new WeakMap<Document, Set<string>>();

function useTypeface(doc: Document, { key, file }: Typeface): void {
  const keys = registered.get(doc) ?? new Set();
  registered.set(doc, keys);
  if (!keys.has(key)) doc.registerFont(key, readWoff(file));
  keys.add(key);
  doc.font(key);
}

function sumOf(runs: Run[]): number {
  return runs.reduce((sum, { width }) => sum + width, 0);
}
