/** Words by name: a sentence, a function of what stands in it, or more of these. */
export interface Words {
  [name: string]: string | ((...variables: never[]) => string) | Words;
}

/** A feature's English words; other languages find theirs by the id. */
export interface Text<Id extends string, English> {
  id: Id;
  words: English;
}

export type Translation = Text<string, unknown>;

/** The English words of a feature, beside it in `text.ts`: they come with the feature's own chunk. */
export function text<const Id extends string, English extends Words>(
  id: Id,
  words: English,
): Text<Id, English> {
  return { id, words };
}

/**
 * The same words in another language, in `text.de.ts` or `text.zh-hant.ts` beside the English: a name that is missing,
 * or one too many, is a type error. `import type` the English, so that it stays out of the language's chunk.
 */
export function translation<English extends Text<string, Words>>(
  id: English["id"],
  words: Translated<English["words"]>,
): Translation {
  return { id, words };
}

type Translated<English> = {
  [Name in keyof English]: English[Name] extends string
    ? string
    : English[Name] extends (...variables: infer Variables) => string
      ? (...variables: Variables) => string
      : Translated<English[Name]>;
};

/** One thing or several: `plural.en(3, { one: "seat", other: "seats" })`. Chinese has one form for all. */
export const plural = { en: oneOrOther, de: oneOrOther };

/** In English and German only 1 itself is one thing. Source: CLDR, plural rules (1.0 with its decimal is none of ours). */
function oneOrOther(count: number, forms: { one: string; other: string }): string {
  return Math.abs(count) === 1 ? forms.one : forms.other;
}
