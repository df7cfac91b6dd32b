import { errorCodes, type ErrorCode } from "@eventmaster/contract/error-codes";

interface DomainErrorOptions {
  message?: string;
  /** An input's field and what is wrong with it. */
  fields?: Record<string, string>;
  cause?: unknown;
}

/** What a verb throws when it refuses: one of the listed codes, never a bare string. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;

  constructor(code: ErrorCode, options: DomainErrorOptions = {}) {
    super(options.message ?? errorCodes[code].message, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.fields = options.fields ?? {};
  }
}
