import type { ApiFailure } from "@eventmaster/client/errors";
import { errorsText } from "@eventmaster/client/errors-text";
import { failureInWords } from "@eventmaster/client/failure-in-words";
import type { ErrorCode } from "@eventmaster/contract/error-codes";
import { textOf } from "@eventmaster/i18n/locale";

/** A refusal this app knows before it asks: a page that the role may not open. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.name = "Refusal";
    this.code = code;
  }
}

/** What went wrong, whether a call failed, this app refused, or a component broke: in the language spoken now. */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof Refusal)
    return { code: error.code, message: error.message, fields: {}, requestId: null };
  if (!(error instanceof Error && error.name === "TRPCClientError"))
    return { code: "internal", message: textOf(errorsText).page, fields: {}, requestId: null };
  return failureInWords(error);
}

/** The one sentence to tell a person: the field's own where there is one. */
export function sentenceOf(error: unknown): string {
  const { message, fields } = failureOf(error);
  return Object.values(fields)[0] ?? message;
}

/** For a dialog that shows the message of what it is thrown: the same work, its failure in words. */
export async function inWords<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new Error(sentenceOf(error), { cause: error });
  }
}
