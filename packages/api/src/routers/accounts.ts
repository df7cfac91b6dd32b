import { logInInput, me, signedIn, signUpInput } from "@eventmaster/contract/accounts";
import { getMe } from "@eventmaster/core/accounts/get-me";
import { logIn } from "@eventmaster/core/accounts/log-in";
import { logOut } from "@eventmaster/core/accounts/log-out";
import { refreshSession } from "@eventmaster/core/accounts/refresh-session";
import { signUp } from "@eventmaster/core/accounts/sign-up";
import type { StartedSession } from "@eventmaster/core/accounts/start-session";
import { DomainError } from "@eventmaster/core/domain-error";
import type { ApiContext } from "../context.ts";
import { requires, router } from "../trpc.ts";

export const accounts = router({
  signUp: requires("account:sign-up")
    .input(signUpInput)
    .output(me)
    .mutation(async ({ ctx, input }) => keepInCookies(ctx, await signUp(ctx, input))),

  /** For browsers: both tokens go into cookies, and none into JavaScript. */
  logIn: requires("account:log-in")
    .input(logInInput)
    .output(me)
    .mutation(async ({ ctx, input }) => keepInCookies(ctx, await logIn(ctx, input))),

  /** Trades the refresh cookie for a new pair of tokens; without a good one, both cookies are taken back. */
  refresh: requires("account:log-in")
    .output(me)
    .mutation(async ({ ctx }) => keepInCookies(ctx, await renew(ctx))),

  /** The same three for API clients: the access token in the answer, to be sent as `Authorization: Bearer`. */
  signUpForToken: requires("account:sign-up")
    .input(signUpInput)
    .output(signedIn)
    .mutation(async ({ ctx, input }) => handOut(ctx, await signUp(ctx, input))),

  token: requires("account:log-in")
    .input(logInInput)
    .output(signedIn)
    .mutation(async ({ ctx, input }) => handOut(ctx, await logIn(ctx, input))),

  refreshToken: requires("account:log-in")
    .output(signedIn)
    .mutation(async ({ ctx }) => handOut(ctx, await renew(ctx))),

  logOut: requires("account:manage").mutation(async ({ ctx }) => {
    await logOut(ctx);
    ctx.cookies.forget();
  }),

  /** Who is signed in, or null: asked by pages that everybody may see. */
  session: requires("account:log-in")
    .output(me.nullable())
    .query(({ ctx }) => (ctx.actor ? getMe(ctx) : null)),

  me: requires("account:manage")
    .output(me)
    .query(({ ctx }) => getMe(ctx)),
});

async function renew(ctx: ApiContext): Promise<StartedSession> {
  try {
    return await refreshSession(ctx, ctx.cookies.refreshToken ?? "");
  } catch (error) {
    if (error instanceof DomainError && error.code === "session_ended") ctx.cookies.forget();
    throw error;
  }
}

function keepInCookies(ctx: ApiContext, started: StartedSession) {
  ctx.cookies.keep(started);
  return started.signedIn.user;
}

function handOut(ctx: ApiContext, started: StartedSession) {
  ctx.cookies.keepRefreshToken(started);
  return started.signedIn;
}
