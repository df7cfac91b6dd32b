import type { ErrorData } from "@eventmaster/contract/error-codes";
import { type Action, can } from "@eventmaster/contract/permissions";
import { DomainError } from "@eventmaster/core/domain-error";
import { initTRPC } from "@trpc/server";
import type { ApiContext } from "./context.ts";
import { describeError, toTrpcError } from "./error-shape.ts";

export interface ProcedureMeta {
  action: Action;
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const { message, status, code, fields } = describeError(error);
      const data: ErrorData & { httpStatus: number; path: string | undefined } = {
        code,
        fields,
        requestId: ctx?.requestId ?? "",
        httpStatus: status,
        path: shape.data.path,
      };
      return { message, code: shape.code, data };
    },
  });

const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) throw toTrpcError(result.error.cause);
  return result;
});

/**
 * The only way to write a procedure: it names its action, and the permission table says who may enter. Whether the
 * thing itself is theirs, the verb asks once it has loaded it.
 */
export function requires(action: Action) {
  return t.procedure
    .meta({ action })
    .use(translateErrors)
    .use(({ ctx, next }) => {
      if (!can(ctx.actor?.role ?? "anonymous", action))
        throw new DomainError(ctx.actor ? "forbidden" : "not_signed_in");
      return next();
    });
}

export const { router, createCallerFactory } = t;
