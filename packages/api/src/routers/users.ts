import { changeRoleInput, listUsersInput, user, userPage } from "@eventmaster/contract/users";
import { changeRole } from "@eventmaster/core/users/change-role";
import { listUsers } from "@eventmaster/core/users/list-users";
import { requires, router } from "../trpc.ts";

export const users = router({
  list: requires("user:list")
    .input(listUsersInput)
    .output(userPage)
    .query(({ ctx, input }) => listUsers(ctx, input)),

  changeRole: requires("user:change-role")
    .input(changeRoleInput)
    .output(user)
    .mutation(({ ctx, input }) => changeRole(ctx, input)),
});
