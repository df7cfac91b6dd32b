import { z } from "zod";
import { pageInput, pageOf } from "./paging.ts";
import { roles } from "./permissions.ts";
import { id, idOut, instantOut, searchText, unlessMissing } from "./text.ts";

export const user = z.object({
  id: idOut,
  email: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  createdAt: instantOut,
});
export type User = z.infer<typeof user>;

export const listUsersInput = z.strictObject({
  ...pageInput,
  q: searchText.optional(),
  role: z.enum(roles, `Must be one of ${roles.join(", ")}`).optional(),
});
export const userPage = pageOf(user);

export const changeRoleInput = z.strictObject({
  userId: id,
  role: z.enum(roles, unlessMissing(`Must be one of ${roles.join(", ")}`)),
});
