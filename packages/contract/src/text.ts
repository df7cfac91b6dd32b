import { z } from "zod";

/** Characters as a person counts them: code points, so that an emoji is one and PostgreSQL's `char_length` agrees. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The sentence for a value of the wrong kind; a field that is not there at all is told so. */
export function unlessMissing(message: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? "Is required" : message) };
}

/** Text PostgreSQL can store: no NUL character and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** Text of at most so many characters, none of which the database would refuse; may be empty. */
export function storableText(maxCharacters: number) {
  return z
    .string(unlessMissing("Must be text"))
    .refine(isStorable, "Contains a character that cannot be stored")
    .refine((text) => characterCount(text) <= maxCharacters, `Must be at most ${maxCharacters} characters`);
}

/** White space, control and formatting characters alone show nothing: a name of zero-width spaces is no name. */
function isVisible(text: string): boolean {
  return /[^\p{White_Space}\p{Cf}\p{Cc}]/u.test(text);
}

/**
 * Joiners where writing needs them: after a letter of a script that joins its letters (Persian, Hindi, Sinhala), between
 * emoji, and the tags of a region's flag.
 */
const neededJoiners =
  /(?<=[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]\p{M}*)[\u200C\u200D]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})|(?<=\u{1F3F4})[\u{E0020}-\u{E007E}]+\u{E007F}/gu;

/** What turns the direction of the text around it, and what takes no room: two lines that look the same would differ. */
const hiddenCharacter =
  /[\u202A-\u202E\u2066-\u2069\u200B-\u200D\u180E\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/u;

function hidesNothing(text: string): boolean {
  return !hiddenCharacter.test(text.replaceAll(neededJoiners, ""));
}

/** A line of text: spaces around it are dropped, and nothing but white space is refused. */
export function line(maxCharacters: number) {
  return storableText(maxCharacters)
    .refine((text) => !/[\r\n\u2028\u2029]/u.test(text), "Must be a single line")
    .refine(isVisible, "Must not be empty")
    .refine(hidesNothing, "Contains an invisible character: type it anew")
    .meta({ minLength: 1, maxLength: maxCharacters })
    .transform((text) => text.trim());
}

/** Text of several lines, stored as typed; nothing but white space is refused. */
export function paragraphs(maxCharacters: number) {
  return storableText(maxCharacters)
    .refine(isVisible, "Must not be empty")
    .meta({ minLength: 1, maxLength: maxCharacters });
}

/** Search text: may be empty, which means no search. */
export const searchText = storableText(200).transform((text) => text.trim());

/** PostgreSQL has no year 0, and reads none of more than four digits; an offset can lead there. */
function hasFourDigitYear(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** An instant with its zone: `2026-03-01T09:00:00Z` or `2026-03-01T17:00:00+08:00`. A date without a zone is refused, never guessed. */
export const instant = z.iso
  .datetime({
    offset: true,
    ...unlessMissing("Must be a date and time with a time zone, such as 2026-03-01T09:00:00Z"),
  })
  .transform((text) => new Date(text))
  .refine(hasFourDigitYear, "Must be a date that exists");

export const lastPlannedYear = 2100;

/** An instant that people plan with: a year such as 1 or 9999 is a slip of the keyboard. */
export const plannedInstant = instant.refine((date) => {
  const year = date.getUTCFullYear();
  return year >= 2000 && year <= lastPlannedYear;
}, `Must be in a year from 2000 to ${lastPlannedYear}`);

/** An instant as every answer gives it: UTC ISO 8601 with `Z`. */
export const instantOut = z.iso.datetime();

const knownTimeZones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  let known = knownTimeZones.get(name);
  if (known === undefined) {
    try {
      // Offsets such as +08:00 are accepted by Intl too, but say nothing about daylight saving: names only.
      known = /^[A-Za-z]/u.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
    } catch {
      known = false;
    }
    if (knownTimeZones.size < 2000) knownTimeZones.set(name, known);
  }
  return known;
}

/** An IANA time zone, such as `Asia/Taipei`. */
export const timeZone = z
  .string(unlessMissing("Must be text"))
  .max(64, "Must be at most 64 characters")
  .refine(isTimeZone, "Must be an IANA time zone, such as Europe/Berlin");

/** Any UUID; ids that we make are version 7. Upper case is accepted and lowered, as PostgreSQL does. */
export const id = z.guid(unlessMissing("Must be an id (UUID)")).transform((text) => text.toLowerCase());

export const idOut = z.string();

/** An email address as typed; compared without regard to case. `.test` and `.local` domains are addresses too. */
export const email = z
  .string(unlessMissing("Must be text"))
  .transform((text) => text.trim())
  .pipe(z.email("Must be an email address").max(254, "Must be at most 254 characters"));

export const displayName = line(100);

/** At most 200 characters, so that hashing a password is bounded work. */
export const newPassword = storableText(200).refine(
  (text) => characterCount(text) >= 8,
  "Must be at least 8 characters",
);

/** Yes or no, also as a query string spells it. */
export const flag = z.union([z.boolean(), z.stringbool()], "Must be true or false");
