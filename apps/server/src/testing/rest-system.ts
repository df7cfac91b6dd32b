import { openApiDocument } from "@eventmaster/api/rest/openapi-document";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { FastifyInstance, InjectOptions } from "fastify";
import { expect } from "vitest";

interface OperationDocument {
  parameters?: { name: string; in: "path" | "query"; required: boolean; schema: object }[];
  requestBody?: { required: boolean; content: { "application/json": { schema: object } } };
  responses: Record<string, { $ref?: string; content?: { "application/json": { schema: object } } }>;
}

export interface DocumentedOperation extends OperationDocument {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
}

const document = openApiDocument("0.0.0");
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

/** Every operation of the OpenAPI document. */
export const documentedOperations: DocumentedOperation[] = Object.entries(document.paths).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...(operation as OperationDocument),
      method: method.toUpperCase() as DocumentedOperation["method"],
      path,
    })),
);

const errorValidator = ajv.compile(document.components.schemas.Error);
const validators = new Map<string, ValidateFunction>();

function validatorOf(operation: DocumentedOperation, status: string): ValidateFunction | null {
  const key = `${operation.method} ${operation.path} ${status}`;
  const known = validators.get(key);
  if (known) return known;
  const schema = operation.responses[status]?.content?.["application/json"].schema;
  if (!schema) return null;
  const validator = ajv.compile(schema);
  validators.set(key, validator);
  return validator;
}

function operationAt(method: string, path: string): DocumentedOperation | undefined {
  // Literal paths (`/events/managed`) come before those with parameters.
  return documentedOperations
    .filter((operation) => operation.method === method)
    .toSorted((a, b) => a.path.split("{").length - b.path.split("{").length)
    .find((operation) => new RegExp(`^${operation.path.replaceAll(/\{\w+\}/gu, "[^/]+")}$`, "u").test(path));
}

export interface RestAnswer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a JSON answer, which each test reads for itself
  body: any;
  headers: Record<string, unknown>;
}

export interface RestCall {
  token?: string | undefined;
  body?: unknown;
  query?: Record<string, string> | undefined;
  headers?: Record<string, string> | undefined;
}

/** A client that holds every answer against the OpenAPI document: an undocumented status or field fails the test. */
export function restClient(app: FastifyInstance) {
  return async (
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    call: RestCall = {},
  ): Promise<RestAnswer> => {
    const options: InjectOptions = {
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        ...call.headers,
      },
      ...(call.query ? { query: call.query } : {}),
      ...(call.body === undefined
        ? {}
        : { payload: typeof call.body === "string" ? call.body : JSON.stringify(call.body) }),
    };
    const response = await app.inject(options);
    const body: unknown = response.payload === "" ? undefined : JSON.parse(response.payload);
    expectDocumented(method, path, response.statusCode, body);
    return { status: response.statusCode, body, headers: response.headers };
  };
}

function expectDocumented(method: string, path: string, status: number, body: unknown): void {
  const operation = operationAt(method, path.split("?", 1)[0] ?? "");
  if (!operation) throw new Error(`${method} ${path} is not in the document`);
  const documented = operation.responses[String(status)];
  expect(documented, `${method} ${path} answered ${status}`).toBeDefined();
  const validate = status >= 400 ? errorValidator : validatorOf(operation, String(status));
  if (validate === null) {
    expect(body).toBeUndefined();
    return;
  }
  expect(validate(body), `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`).toBe(true);
}
