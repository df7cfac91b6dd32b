import { errorCodeList, errorCodes } from "@eventmaster/contract/error-codes";
import { type Action, can } from "@eventmaster/contract/permissions";
import { z, type ZodType } from "zod";
import { proceduresByPath } from "../root.ts";
import type { ProcedureMeta } from "../trpc.ts";
import { errorName, inputSchemaOf, outputSchemaOf } from "./answer-operation.ts";
import { toSnakeCase } from "./key-case.ts";
import { type RestOperation, restOperations } from "./operations.ts";

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  [keyword: string]: unknown;
}

/** The OpenAPI 3.1 document of the REST API, made from the schemas that the procedures themselves check by. */
export function openApiDocument(version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of restOperations) {
    paths[operation.path] ??= {};
    const path = paths[operation.path];
    if (path) path[operation.method.toLowerCase()] = describeOperation(operation);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "EventMaster",
      version,
      description:
        "Events, registrations and check-in. Times are UTC ISO 8601; every list has a stable order. " +
        "People send the access token of a log-in as `Authorization: Bearer`, machines an API key (`em_…`). The header " +
        "`x-organization` names the organization to act in, by id or slug, for those who belong to several; where a header " +
        "cannot be sent, the query parameter `organization` does.",
    },
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(restOperations.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Error: errorSchema },
      responses: Object.fromEntries(
        errorStatuses.map((status) => [
          `Error${status}`,
          {
            description: sentencesOf(status),
            headers: headersOf(status),
            content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
          },
        ]),
      ),
    },
  };
}

const errorSchema = {
  type: "object",
  required: ["error", "message", "details"],
  properties: {
    error: { type: "string", examples: ["ValidationError"] },
    message: { type: "string" },
    details: { type: "object", additionalProperties: { type: "string" } },
    conflict: {
      description: "Of `stale_version`: the event as it is now, and both values of each field.",
      type: "object",
      required: ["current", "differences"],
      properties: {
        current: { type: "object" },
        differences: {
          type: "array",
          items: {
            type: "object",
            required: ["field", "yours", "theirs"],
            properties: { field: { type: "string" }, yours: {}, theirs: {} },
          },
        },
      },
    },
  },
};

const errorStatuses = [...new Set(errorCodeList.map((code) => errorCodes[code].status))].toSorted(
  (a, b) => a - b,
);

function sentencesOf(status: number): string {
  return errorCodeList
    .filter((code) => errorCodes[code].status === status)
    .map((code) => `\`${errorName(code)}\`: ${errorCodes[code].message}`)
    .join("\n");
}

function headersOf(status: number): Record<string, unknown> {
  if (status === 401) return { "WWW-Authenticate": { schema: { type: "string" } } };
  if (status === 429)
    return { "Retry-After": { description: "Seconds to wait", schema: { type: "integer" } } };
  return {};
}

function tagOf(operation: RestOperation): string {
  return operation.procedure.split(".", 1)[0] ?? "";
}

function describeOperation(operation: RestOperation) {
  const isPublic = can("anonymous", actionOf(operation));
  const input = inputOf(operation);
  const inPath = Object.entries(input.properties ?? {}).filter(([field]) => isInPath(operation, field));
  const rest = Object.entries(input.properties ?? {}).filter(([field]) => !isInPath(operation, field));
  const required = (input.required ?? []).filter((field) => !isInPath(operation, field));
  const parameters = [
    ...inPath.map(([name, schema]) => ({ name, in: "path", required: true, schema })),
    ...(operation.method === "GET"
      ? rest.map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }))
      : []),
  ];
  const hasBody = operation.method !== "GET" && rest.length > 0;
  return {
    operationId: [operation.procedure.replace(".", "_"), ...Object.values(operation.file?.input ?? {})].join(
      "_",
    ),
    summary: operation.summary,
    tags: [tagOf(operation)],
    security: isPublic ? [{}, { bearer: [] }] : [{ bearer: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody
      ? {
          requestBody: {
            required: required.length > 0,
            content: {
              "application/json": {
                schema: { ...input, properties: Object.fromEntries(rest), required },
              },
            },
          },
        }
      : {}),
    responses: {
      [operation.status]: { description: operation.summary, ...contentOf(operation) },
      ...Object.fromEntries(
        errorStatuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
      ),
    },
  };
}

function actionOf(operation: RestOperation): Action {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `requires` writes it on every procedure
  const meta = proceduresByPath[operation.procedure]?._def.meta as ProcedureMeta | undefined;
  if (!meta) throw new Error(`${operation.procedure} is no procedure`);
  return meta.action;
}

function isInPath(operation: RestOperation, field: string): boolean {
  return operation.path.includes(`{${field}}`);
}

function inputOf(operation: RestOperation): JsonSchema {
  const schema = inputSchemaOf(operation);
  if (!schema) return {};
  const json = toJsonSchema(schema, "input");
  const given = Object.keys(operation.file?.input ?? {});
  const isAsked = ([field]: [string, unknown]) => !given.includes(field);
  return {
    ...json,
    properties: Object.fromEntries(Object.entries(json.properties ?? {}).filter(isAsked)),
    required: (json.required ?? []).filter((field) => !given.includes(field)),
  };
}

function contentOf(operation: RestOperation) {
  if (operation.status === 204) return {};
  // A file is bytes, which have no JSON schema (OpenAPI 3.1, "Considerations for File Uploads").
  if (operation.file) return { content: { [operation.file.type]: {} } };
  const output = outputSchemaOf(operation);
  if (!output) throw new Error(`${operation.procedure} does not say what it answers`);
  return { content: { "application/json": { schema: toJsonSchema(output, "output") } } };
}

function toJsonSchema(schema: ZodType, io: "input" | "output"): JsonSchema {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON Schema, read as loosely as it is written
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // The format says it; zod's pattern for it is a page long.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  }) as JsonSchema;
  return snakeProperties(json);
}

/** Renames what a schema calls its properties, and nothing else in it. */
function snakeProperties(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === "required" && Array.isArray(value))
        return [keyword, value.map((key) => toSnakeCase(String(key)))];
      if (keyword === "properties" && isSchema(value))
        return [
          keyword,
          Object.fromEntries(
            Object.entries(value).map(([key, entry]) => [
              toSnakeCase(key),
              isSchema(entry) ? snakeProperties(entry) : entry,
            ]),
          ),
        ];
      if (Array.isArray(value))
        return [keyword, value.map((entry: unknown) => (isSchema(entry) ? snakeProperties(entry) : entry))];
      return [keyword, isSchema(value) ? snakeProperties(value) : value];
    }),
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
