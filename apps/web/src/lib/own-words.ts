import { textOf } from "@eventmaster/i18n/locale";
import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import { errorsText } from "@eventmaster/client/errors-text";

/** A form's resolver whose sentences are in the language spoken now: `inOwnWords(zodResolver(schema))`. */
export function inOwnWords<Values extends FieldValues, Context, Output>(
  resolver: Resolver<Values, Context, Output>,
): Resolver<Values, Context, Output> {
  return async (...form) => {
    const result = await resolver(...form);
    translate(result.errors);
    return result;
  };
}

/** The errors are a tree as deep as the form; each leaf has its sentence. They are ours: nobody has seen them yet. */
function translate(errors: FieldErrors): void {
  const { field } = textOf(errorsText);
  for (const error of Object.values(errors)) {
    if (!error || typeof error !== "object") continue;
    if ("message" in error && typeof error.message === "string")
      Object.assign(error, { message: field(error.message) });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a branch is a tree like the whole
    else if (!(error instanceof Element)) translate(error as FieldErrors);
  }
}
