import { type ErrorCode, type ErrorData, errorCodes } from "@eventmaster/contract/error-codes";
import { fieldsOf } from "@eventmaster/contract/fields-of";
import { DomainError } from "@eventmaster/core/domain-error";
import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { ZodError } from "zod";

type TrpcCode = TRPCError["code"];

const trpcCodes: Record<(typeof errorCodes)[ErrorCode]["status"], TrpcCode> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
};

/** The one mapping from what went wrong to what a client is told (blueprint §7). Unknown causes are not told. */
export function describeError(
  error: TRPCError,
): { message: string; status: number } & Omit<ErrorData, "requestId"> {
  const { cause } = error;
  if (cause instanceof DomainError)
    return {
      code: cause.code,
      status: errorCodes[cause.code].status,
      message: cause.message,
      fields: cause.fields,
      conflict: cause.conflict,
    };
  // Only an input is the client's: an answer that does not fit its contract carries a ZodError too, and is ours.
  if (cause instanceof ZodError && error.code === "BAD_REQUEST")
    return { code: "validation", ...errorCodes.validation, fields: fieldsOf(cause) };
  const code = codeOf(error.code);
  return { code, ...errorCodes[code], fields: {} };
}

/** Seconds until a refused request is worth repeating; undefined for every other error. */
export function retryAfterOf(error: TRPCError): number | undefined {
  return error.cause instanceof DomainError ? error.cause.retryAfterSeconds : undefined;
}

/** A verb's refusal, as tRPC carries it: the HTTP status of its code. */
export function toTrpcError(error: DomainError): TRPCError {
  return new TRPCError({
    code: trpcCodes[errorCodes[error.code].status],
    message: error.message,
    cause: error,
  });
}

const requestIds = new WeakMap<TRPCError, string>();

/** Which request failed, for errors from before there was a context: a body that cannot be read, a token that is over. */
export function noteRequestId(error: TRPCError, requestId: string): void {
  requestIds.set(error, requestId);
}

export function requestIdOf(error: TRPCError): string | undefined {
  return requestIds.get(error);
}

/** A refusal of the host itself, such as a body that is too large, in the shape of every other answer. */
export function hostFailure(status: number, requestId: string): { error: object } {
  const code = status === 413 ? "too_large" : status < 500 ? "bad_request" : "internal";
  const { message } = errorCodes[code];
  const data: ErrorData & { httpStatus: number } = { code, fields: {}, requestId, httpStatus: status };
  return { error: { message, code: TRPC_ERROR_CODES_BY_KEY[trpcCodes[errorCodes[code].status]], data } };
}

/** tRPC's own errors: bodies it cannot parse, procedures that do not exist, and crashes. */
function codeOf(code: TrpcCode): ErrorCode {
  switch (code) {
    case "PARSE_ERROR":
    case "BAD_REQUEST":
    case "METHOD_NOT_SUPPORTED":
    case "UNSUPPORTED_MEDIA_TYPE":
      return "bad_request";
    case "UNAUTHORIZED":
      return "not_signed_in";
    case "FORBIDDEN":
      return "forbidden";
    case "NOT_FOUND":
      return "not_found";
    case "PAYLOAD_TOO_LARGE":
      return "too_large";
    case "TOO_MANY_REQUESTS":
      return "rate_limited";
    default:
      return "internal";
  }
}
