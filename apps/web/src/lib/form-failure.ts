import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { failureOf } from "./failure.ts";

/**
 * Puts a failed submission where it belongs: at its fields, or at the form when it names none that the form has.
 * Never both.
 */
export function placeFailure<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, "setError">,
  fieldNames: readonly FieldPath<Values>[],
  error: unknown,
): void {
  const { message, fields } = failureOf(error);
  const known = fieldNames.filter((name) => fields[name] !== undefined);
  for (const [index, name] of known.entries())
    form.setError(name, { type: "server", message: fields[name] ?? message }, { shouldFocus: index === 0 });
  if (known.length === 0)
    form.setError("root", { type: "server", message: Object.values(fields)[0] ?? message });
}
