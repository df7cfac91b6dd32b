import type { AppRouter } from "@eventmaster/api/root";
import type { ErrorCode } from "@eventmaster/contract/error-codes";
import { TRPCClientError } from "@trpc/client";
import { errorsText } from "./errors-text.ts";

/** What an app shows of a failed call. `network`: there was no answer, or none of ours (a proxy's page, say). */
export interface ApiFailure {
  code: ErrorCode | "network";
  message: string;
  /** An input's field and its sentence. */
  fields: Record<string, string>;
  requestId: string | null;
  /** Of a rate limit: when it is worth trying again. */
  retryAfterSeconds?: number | undefined;
}

export function describeFailure(error: unknown): ApiFailure {
  if (error instanceof TRPCClientError) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our links serve this router only
    const { data, message } = error as TRPCClientError<AppRouter>;
    if (data) {
      const { code, fields, requestId, retryAfterSeconds } = data;
      return { code, message, fields, requestId: requestId || null, retryAfterSeconds };
    }
  }
  return {
    code: "network",
    message: errorsText.words.network,
    fields: {},
    requestId: null,
  };
}
