import type { ErrorData } from "@eventmaster/contract/error-codes";
import type { Action } from "@eventmaster/contract/permissions";
import type { RateLimitName } from "@eventmaster/contract/rate-limits";
import { may } from "@eventmaster/core/authorize";
import { DomainError } from "@eventmaster/core/domain-error";
import { initTRPC } from "@trpc/server";
import type { ApiContext } from "./context.ts";
import { describeError, requestIdOf, retryAfterOf, toTrpcError } from "./error-shape.ts";
import { emailIn, isForgivenBySuccess, takePoints } from "./rate-limits.ts";

export interface ProcedureMeta {
  action: Action;
  limits: readonly RateLimitName[];
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // A connection that says nothing is closed by proxies, and a client that hears nothing connects anew.
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter: ({ shape, error, ctx }) => {
      const { message, status, code, fields, conflict } = describeError(error);
      const data: ErrorData & { httpStatus: number; path: string | undefined } = {
        code,
        fields,
        requestId: ctx?.requestId ?? requestIdOf(error) ?? "",
        conflict,
        retryAfterSeconds: retryAfterOf(error),
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
 * thing itself is theirs, the verb asks once it has loaded it. Every procedure has the limit of all reads or writes; a
 * stricter one is named here too.
 */
export function requires(action: Action, ...limits: RateLimitName[]) {
  return t.procedure
    .meta({ action, limits })
    .use(translateErrors)
    .use(async ({ ctx, type, getRawInput, next }) => {
      const request = {
        ip: ctx.ip,
        userId: ctx.actor?.userId ?? null,
        email: limits.length > 0 ? emailIn(await getRawInput()) : null,
      };
      await takePoints(ctx, [type === "mutation" ? "writes" : "reads", ...limits], request);
      if (!may(ctx.actor, action)) throw new DomainError(ctx.actor ? "forbidden" : "not_signed_in");
      const result = await next();
      if (result.ok) await ctx.rateLimiter.forgive(limits.filter(isForgivenBySuccess), request, ctx.logger);
      return result;
    });
}

export const { router, createCallerFactory } = t;
