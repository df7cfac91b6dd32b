import { credentialsTextZhHant } from "./credentials-text.zh-hant.ts";
import { fieldsTextZhHant } from "./fields-text.zh-hant.ts";
import { ticketTextZhHant } from "./ticket-text.zh-hant.ts";
import { verdictTextZhHant } from "./verdict-text.zh-hant.ts";
import { uiTextZhHant } from "./text.zh-hant.ts";

export const translations = [
  uiTextZhHant,
  credentialsTextZhHant,
  fieldsTextZhHant,
  ticketTextZhHant,
  verdictTextZhHant,
];
