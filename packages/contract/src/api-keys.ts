import { z } from "zod";
import { actions, isForPeopleOnly } from "./permissions.ts";
import { id, idOut, instant, instantOut, line } from "./text.ts";

/** What an API key can be for. */
export const keyActions = actions.filter((action) => !isForPeopleOnly(action));

const keyAction = z.enum(keyActions, "Must be one of the actions of the permission table that keys can have");

export const createApiKeyInput = z.strictObject({
  name: line(100),
  actions: z
    .array(keyAction)
    .min(1, "Must name at least one action")
    .max(keyActions.length, "Names an action twice")
    .refine((list) => new Set(list).size === list.length, "Names an action twice"),
  /** Never, when left out. */
  expiresAt: instant.nullish(),
});

/** A key as its list shows it: the prefix is the start of the secret, to tell keys apart. */
export const apiKey = z.object({
  id: idOut,
  name: z.string(),
  prefix: z.string(),
  actions: z.array(z.string()),
  createdAt: instantOut,
  lastUsedAt: instantOut.nullable(),
  expiresAt: instantOut.nullable(),
  revokedAt: instantOut.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;
export const apiKeyList = z.object({ items: z.array(apiKey) });

/** The only answer that carries the key itself. */
export const createdApiKey = apiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKey>;

export const apiKeyIdInput = z.strictObject({ apiKeyId: id });
