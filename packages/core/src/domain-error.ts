import { type EditConflict, errorCodes, type ErrorCode } from "@eventmaster/contract/error-codes";

interface DomainErrorOptions {
  message?: string;
  /** An input's field and what is wrong with it. */
  fields?: Record<string, string>;
  cause?: unknown;
  /** Of `rate_limited`. */
  retryAfterSeconds?: number;
  /** Of `stale_version`. */
  conflict?: EditConflict;
}

/** What a verb throws when it refuses: one of the listed codes, never a bare string. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;
  readonly retryAfterSeconds: number | undefined;
  readonly conflict: EditConflict | undefined;

  constructor(code: ErrorCode, options: DomainErrorOptions = {}) {
    super(options.message ?? errorCodes[code].message, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.fields = options.fields ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.conflict = options.conflict;
  }
}

/** Whether a verb refused with this code. */
export function isRefusal(error: unknown, code: ErrorCode): error is DomainError {
  return error instanceof DomainError && error.code === code;
}
