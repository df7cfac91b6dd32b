import { z } from "zod";
import { roles } from "./permissions.ts";
import { displayName, email, idOut, line, newPassword, unlessMissing } from "./text.ts";

export const signUpInput = z.strictObject({ email, password: newPassword, displayName });

/** Log-in does not say what a password must look like: a wrong one is wrong, whatever its shape. */
export const logInInput = z.strictObject({
  email: line(254),
  password: z
    .string(unlessMissing("Must be text"))
    .min(1, "Must not be empty")
    .max(200, "Must be at most 200 characters"),
});

/** The person who is signed in; `role` is the role in the current organization. */
export const me = z.object({
  id: idOut,
  email: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
});
export type Me = z.infer<typeof me>;

/** `expiresIn` counts seconds. The refresh token goes in a cookie only, never in a body. */
export const signedIn = z.object({
  user: me,
  accessToken: z.string(),
  tokenType: z.literal("bearer"),
  expiresIn: z.number(),
});
export type SignedIn = z.infer<typeof signedIn>;
