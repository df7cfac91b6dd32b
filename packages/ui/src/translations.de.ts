import { credentialsTextDe } from "./credentials-text.de.ts";
import { fieldsTextDe } from "./fields-text.de.ts";
import { ticketTextDe } from "./ticket-text.de.ts";
import { verdictTextDe } from "./verdict-text.de.ts";
import { uiTextDe } from "./text.de.ts";

export const translations = [uiTextDe, credentialsTextDe, fieldsTextDe, ticketTextDe, verdictTextDe];
