import { textOf } from "@eventmaster/i18n/locale";
import { type ApiFailure, describeFailure } from "./errors.ts";
import { errorsText } from "./errors-text.ts";

/** A failed call in the language spoken now: the server's own English, or what its code says. */
export function failureInWords(error: unknown): ApiFailure {
  const { code, message, fields, requestId, retryAfterSeconds } = describeFailure(error);
  const t = textOf(errorsText);
  return {
    code,
    message: code === "network" ? t.network : t.sentence(code, message, retryAfterSeconds),
    fields: Object.fromEntries(Object.entries(fields).map(([field, sentence]) => [field, t.field(sentence)])),
    requestId,
    retryAfterSeconds,
  };
}
