import {
  changeEmailInput,
  changePasswordInput,
  deleteAccountInput,
  endedSessions,
  forgotPasswordInput,
  logInInput,
  me,
  myData,
  profile,
  provenEmail,
  resetPasswordInput,
  sessionIdInput,
  sessionList,
  signedIn,
  signUpInput,
  updateProfileInput,
  verifyEmailInput,
} from "@eventmaster/contract/accounts";
import { changeEmail } from "@eventmaster/core/accounts/change-email";
import { changePassword } from "@eventmaster/core/accounts/change-password";
import { deleteAccount } from "@eventmaster/core/accounts/delete-account";
import { endOtherSessions, endSession } from "@eventmaster/core/accounts/end-sessions";
import { forgotPassword } from "@eventmaster/core/accounts/forgot-password";
import { getMe } from "@eventmaster/core/accounts/get-me";
import { getMyData } from "@eventmaster/core/accounts/get-my-data";
import { getProfile } from "@eventmaster/core/accounts/get-profile";
import { listSessions } from "@eventmaster/core/accounts/list-sessions";
import { logIn } from "@eventmaster/core/accounts/log-in";
import { logOut } from "@eventmaster/core/accounts/log-out";
import { refreshSession } from "@eventmaster/core/accounts/refresh-session";
import { claimAccount, resetPassword } from "@eventmaster/core/accounts/reset-password";
import { resendVerification } from "@eventmaster/core/accounts/send-verification";
import { signUp } from "@eventmaster/core/accounts/sign-up";
import type { StartedSession } from "@eventmaster/core/accounts/start-session";
import { updateProfile } from "@eventmaster/core/accounts/update-profile";
import { verifyEmail } from "@eventmaster/core/accounts/verify-email";
import { DomainError } from "@eventmaster/core/domain-error";
import type { ApiContext } from "../context.ts";
import { requires, router } from "../trpc.ts";

export const accounts = router({
  signUp: requires("account:sign-up", "signUp")
    .input(signUpInput)
    .output(me)
    .mutation(async ({ ctx, input }) => keepInCookies(ctx, await signUp(ctx, input))),

  /** For browsers: both tokens go into cookies, and none into JavaScript. */
  logIn: requires("account:log-in", "logIn", "logInFromAddress")
    .input(logInInput)
    .output(me)
    .mutation(async ({ ctx, input }) => keepInCookies(ctx, await logIn(ctx, input))),

  /** Trades the refresh cookie for a new pair of tokens; without a good one, both cookies are taken back. */
  refresh: requires("account:log-in")
    .output(me)
    .mutation(async ({ ctx }) => keepInCookies(ctx, await renew(ctx))),

  /** The same three for API clients: the access token in the answer, to be sent as `Authorization: Bearer`. */
  signUpForToken: requires("account:sign-up", "signUp")
    .input(signUpInput)
    .output(signedIn)
    .mutation(async ({ ctx, input }) => handOut(ctx, await signUp(ctx, input))),

  token: requires("account:log-in", "logIn", "logInFromAddress")
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

  /** Answers everybody the same, and before anything was looked up: neither answer nor time tells who has an account. */
  forgotPassword: requires("account:recover", "forgotPassword", "forgotPasswordFromAddress")
    .input(forgotPasswordInput)
    .mutation(({ ctx, input }) => {
      forgotPassword(ctx, input).catch((error: unknown) => {
        ctx.logger.error({ err: error }, "a password link could not be sent");
      });
    }),

  resetPassword: requires("account:recover", "proof")
    .input(resetPasswordInput)
    .output(provenEmail)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),

  claim: requires("account:recover", "proof")
    .input(resetPasswordInput)
    .output(provenEmail)
    .mutation(({ ctx, input }) => claimAccount(ctx, input)),

  verifyEmail: requires("account:recover", "proof")
    .input(verifyEmailInput)
    .output(provenEmail)
    .mutation(({ ctx, input }) => verifyEmail(ctx, input)),

  resendVerification: requires("account:manage", "resendVerification").mutation(({ ctx }) =>
    resendVerification(ctx),
  ),

  profile: requires("account:manage")
    .output(profile)
    .query(({ ctx }) => getProfile(ctx)),

  updateProfile: requires("account:manage")
    .input(updateProfileInput)
    .output(profile)
    .mutation(({ ctx, input }) => updateProfile(ctx, input)),

  changeEmail: requires("account:manage", "confirmPassword", "changeEmail")
    .input(changeEmailInput)
    .mutation(({ ctx, input }) => changeEmail(ctx, input)),

  changePassword: requires("account:manage", "confirmPassword")
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),

  sessions: requires("account:manage")
    .output(sessionList)
    .query(({ ctx }) => listSessions(ctx)),

  endSession: requires("account:manage")
    .input(sessionIdInput)
    .mutation(({ ctx, input }) => endSession(ctx, input)),

  endOtherSessions: requires("account:manage")
    .output(endedSessions)
    .mutation(({ ctx }) => endOtherSessions(ctx)),

  myData: requires("account:manage", "downloadMyData")
    .output(myData)
    .query(({ ctx }) => getMyData(ctx)),

  delete: requires("account:manage", "confirmPassword")
    .input(deleteAccountInput)
    .mutation(async ({ ctx, input }) => {
      await deleteAccount(ctx, input);
      ctx.cookies.forget();
    }),
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
