import type { ZodError } from "zod";

/** One sentence per field, named by its path: `capacity`, `answers.2`; `whole` is what the input itself is called. */
export function fieldsOf(error: ZodError, whole = "input"): Record<string, string> {
  // A map, because every object has a `constructor` already, and a field may be called so.
  const fields = new Map<string, string>();
  for (const issue of error.issues) {
    const paths =
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const message = issue.code === "unrecognized_keys" ? "Is not a field that exists" : sentenceOf(issue);
    for (const path of paths) {
      const field = path.map(String).join(".") || whole;
      if (!fields.has(field)) fields.set(field, message);
    }
  }
  return Object.fromEntries(fields);
}

const kinds: Record<string, string> = {
  array: "Must be a list",
  boolean: "Must be true or false",
  int: "Must be a whole number",
  number: "Must be a number",
  object: "Must be an object",
  record: "Must be an object",
  string: "Must be text",
};

/** What a schema says itself stands; zod's own words for a wrong type are for programmers. */
function sentenceOf(issue: ZodError["issues"][number]): string {
  if (issue.code !== "invalid_type" || !issue.message.startsWith("Invalid input: ")) return issue.message;
  return issue.message.endsWith("received undefined")
    ? "Is required"
    : (kinds[issue.expected] ?? issue.message);
}
