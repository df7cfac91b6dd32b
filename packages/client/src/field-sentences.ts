/** What schemas and verbs say of a field that people fill in; a `#` stands for a number. */
export const fieldSentences = [
  "Cannot be read as CSV: look at the quotes near line #",
  "Contains a character that cannot be stored",
  "Contains an invisible character: type it anew",
  "Is required",
  "Must be # digits",
  "Must be a date and time with a time zone, such as #",
  "Must be a date that exists",
  "Must be a number",
  "Must be a single line",
  "Must be a whole number",
  "Must be after registration opens",
  "Must be after the beginning",
  "Must be after the start",
  "Must be an address such as https://example.org/hooks",
  "Must be an IANA time zone, such as Europe/Berlin",
  "Must be an email address",
  "Must be at least #",
  "Must be at least # characters",
  "Must be at least # options",
  "Must be at least #: so many seats are taken",
  "Must be at most #",
  "Must be at most # characters",
  "Must be at most # options",
  "Must be at most # rows, and has #",
  "Must be at most # questions",
  "Must be at most # tags",
  "Must be at most two years before the end",
  "Must be at most two years after it",
  "Must be before the end of the event",
  "Must begin with https",
  "Must be checked",
  "Must be greater than #",
  "Must be in a year from # to #",
  "Must be in the future",
  "Must be lower-case letters, digits and hyphens, at most #, such as chess-club",
  "Must be one of the categories",
  "Must be one of the options",
  "Must be one of the statuses",
  "Must be text",
  "Must be text, or true or false",
  "Must be true or false",
  "Must differ from each other",
  'Must have a column "email" in its first line',
  "Must have one column for the email, and has several",
  "Must leave the event an end that exists",
  "Must name at least one",
  "Must name at least one action",
  "Must not be after the end of the event",
  "Must not be empty",
  "Must not be in a private network",
  "Must not hold a user name",
  "Must not name a question twice",
  "Nobody has this email yet: a name is needed",
  "Nobody here has this email",
  "Only a choice has options",
  "There is an account with this email already",
  "There is no seat left",
  "This is not your password",
  "Another organization has this short name",
] as const;

export type FieldSentence = (typeof fieldSentences)[number];

const number = /\d{4}-\d{2}-\d{2}T[\d:]+Z|\d[\d,]*/gu;

/** The same sentence in another language, its numbers in their places; what is not known stays as it came. */
export function translateSentence(sentence: string, words: Record<FieldSentence, string>): string {
  const numbers = sentence.match(number) ?? [];
  const known = fieldSentences.find((pattern) => pattern === sentence.replace(number, "#"));
  return known ? words[known].replaceAll("#", () => numbers.shift() ?? "") : sentence;
}
