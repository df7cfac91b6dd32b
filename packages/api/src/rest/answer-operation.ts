import { type EditConflict, type ErrorCode, errorCodes } from "@eventmaster/contract/error-codes";
import type { Download } from "@eventmaster/core/download";
import { getTRPCErrorFromUnknown, type TRPCError } from "@trpc/server";
import { ZodError, ZodType } from "zod";
import type { ApiContext } from "../context.ts";
import { describeError, retryAfterOf } from "../error-shape.ts";
import { createCaller, proceduresByPath } from "../root.ts";
import { hidden, inSnakeCase, mapKeys, toCamelCase, toSnakeCase } from "./key-case.ts";
import type { RestOperation } from "./operations.ts";

export interface RestRequest {
  params: Record<string, string>;
  query: Record<string, unknown>;
  /** The parsed JSON body; undefined when there was none. */
  body: unknown;
}

export interface RestAnswer {
  status: number;
  body: unknown;
  /** In place of a body. */
  file?: Download;
  /** What the log should keep of a failure that nobody expected. */
  cause?: unknown;
  /** Goes into the header `retry-after`. */
  retryAfterSeconds?: number | undefined;
}

/** The error format of the seed ("Response Formats"). */
export function errorBody(code: ErrorCode, message: string, details: Record<string, string>) {
  return { error: errorName(code), message, details };
}

/** The seed calls one error by name; the others go by their code. */
export function errorName(code: ErrorCode): string {
  return code === "validation" ? "ValidationError" : code;
}

/** Answers a REST request by the procedure behind it: the same rules, in REST's words. */
export async function answerOperation(
  operation: RestOperation,
  makeContext: () => Promise<ApiContext>,
  request: RestRequest,
): Promise<RestAnswer> {
  try {
    const ctx = await makeContext();
    const input = inputOf(operation, request);
    const result = await procedureOf(operation, ctx)(input);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the procedures of `files` answer
    if (operation.file) return { status: operation.status, body: undefined, file: result as Download };
    return {
      status: operation.status,
      body: operation.status === 204 ? undefined : inSnakeCase(result),
    };
  } catch (error) {
    return describe(operation, getTRPCErrorFromUnknown(error));
  }
}

function procedureOf(operation: RestOperation, ctx: ApiContext): (input: unknown) => Promise<unknown> {
  const path: string[] = operation.procedure.split(".");
  const found = path.reduce<unknown>(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a caller mirrors the router's record
    (caller, segment) => (caller as Record<string, unknown>)[segment],
    createCaller(ctx),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `procedure` names one, its type says so
  return found as (input: unknown) => Promise<unknown>;
}

/**
 * Path, query or body as one input. Procedures without an input are asked without one. What the path says is not said
 * otherwise by a body: that is a field which does not exist.
 */
function inputOf(operation: RestOperation, { params, query, body }: RestRequest): unknown {
  const fromClient = operation.method === "GET" ? query : body;
  const isObject = typeof fromClient === "object" && fromClient !== null && !Array.isArray(fromClient);
  if (fromClient !== undefined && !isObject) return fromClient;
  const named = renamed({ ...params, ...operation.file?.input });
  const given = Object.entries(renamed(isObject ? fromClient : {})).map(
    ([key, value]) => [Object.hasOwn(named, key) ? hidden(key) : key, value] as const,
  );
  const input = { ...Object.fromEntries(given), ...named };
  const hasInput = inputSchemaOf(operation) !== undefined;
  return hasInput || Object.keys(input).length > 0 ? input : undefined;
}

function renamed(fields: object): Record<string, unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object stays one
  return mapKeys(fields, toCamelCase) as Record<string, unknown>;
}

/** The zod schema of the operation's input, or undefined where there is none. */
export function inputSchemaOf(operation: RestOperation): ZodType | undefined {
  return schemaIn(proceduresByPath[operation.procedure]?._def.inputs[0]);
}

/** The zod schema of what the operation answers, or undefined where it answers nothing. */
export function outputSchemaOf(operation: RestOperation): ZodType | undefined {
  const definition: object = proceduresByPath[operation.procedure]?._def ?? {};
  // tRPC keeps it, but its type does not say so.
  return "output" in definition ? schemaIn(definition.output) : undefined;
}

function schemaIn(parser: unknown): ZodType | undefined {
  return parser instanceof ZodType ? parser : undefined;
}

function describe(operation: RestOperation, error: TRPCError): RestAnswer {
  const { code, status, message, fields, conflict } = describeError(error);
  if (error.cause instanceof ZodError && isAboutPath(operation, error.cause))
    return {
      status: errorCodes.not_found.status,
      body: errorBody("not_found", errorCodes.not_found.message, {}),
    };
  const details = Object.fromEntries(
    Object.entries(fields).map(([field, sentence]) => [toSnakeCase(field), sentence]),
  );
  return {
    status,
    body: {
      ...errorBody(code, message, details),
      ...(conflict ? { conflict: describeConflict(conflict) } : {}),
    },
    retryAfterSeconds: retryAfterOf(error),
    ...(code === "internal" ? { cause: error.cause ?? error } : {}),
  };
}

/** A stale edit is shown both versions; the names of fields are REST's here too. */
function describeConflict({ current, differences }: EditConflict): unknown {
  return inSnakeCase({ current, differences });
}

/** `/events/e999`: no such thing, rather than a field to mend. */
function isAboutPath(operation: RestOperation, error: ZodError): boolean {
  return error.issues.every(
    (issue) => issue.path.length === 1 && operation.path.includes(`{${toSnakeCase(String(issue.path[0]))}}`),
  );
}
