import { apiKeyIdInput, apiKeyList, createApiKeyInput, createdApiKey } from "@eventmaster/contract/api-keys";
import { createApiKey } from "@eventmaster/core/api-keys/create-api-key";
import { listApiKeys } from "@eventmaster/core/api-keys/list-api-keys";
import { revokeApiKey } from "@eventmaster/core/api-keys/revoke-api-key";
import { requires, router } from "../trpc.ts";

export const apiKeys = router({
  create: requires("api-key:manage")
    .input(createApiKeyInput)
    .output(createdApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),

  list: requires("api-key:manage")
    .output(apiKeyList)
    .query(({ ctx }) => listApiKeys(ctx)),

  revoke: requires("api-key:manage")
    .input(apiKeyIdInput)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
});
