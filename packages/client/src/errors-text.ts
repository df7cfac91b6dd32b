import type { ErrorCode } from "@eventmaster/contract/error-codes";
import { text } from "@eventmaster/i18n/text";

export type Failure = ErrorCode | "network";

/** The server speaks English: its own sentence is the most exact one there is. Other languages go by the code. */
export const errorsText = text("errors", {
  sentence: (_code: Failure, message: string, _retryAfterSeconds?: number) => message,
  /** A field's sentence, as the contract's schemas and the verbs write it. */
  field: (message: string) => message,
  network: "The server cannot be reached. Check the connection and try again.",
  page: "Something went wrong on this page.",
});
