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
}

export function describeFailure(error: unknown): ApiFailure {
  if (error instanceof TRPCClientError) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our links serve this router only
    const { data, message } = error as TRPCClientError<AppRouter>;
    if (data) return { code: data.code, message, fields: data.fields, requestId: data.requestId || null };
  }
  return {
    code: "network",
    message: errorsText.words.network,
    fields: {},
    requestId: null,
  };
}
