import { isOptionalMail } from "@eventmaster/contract/notifications";
import type { Locale } from "@eventmaster/contract/locales";
import { organizations } from "@eventmaster/db/schema/organizations";
import { eq } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import { type Draft, draftMail } from "./draft-mail.ts";
import type { Mail } from "./mail.ts";
import { htmlOf, type MailPage, textOf } from "./mail-parts.ts";
import type { ReadyMail } from "./ready-mail.ts";
import { mailTexts } from "./texts/mail-texts.ts";

/** Who reads a mail, as far as we know them. */
export interface Reader {
  to: string;
  displayName: string | null;
  locale: Locale;
  timeZone: string | null;
}

/**
 * A mail in its reader's language, as text and as HTML, with what goes with it.
 * @returns null when what it tells of is not so any more, such as a ticket that was cancelled meanwhile
 */
export async function composeMail(
  ctx: TenantContext,
  mail: Mail,
  reader: Reader,
  from: { name: string; email: string },
): Promise<ReadyMail | null> {
  const draft = await draftMail(ctx, mail, reader, from);
  if (draft === null) return null;
  const isEssential = "isEssential" in mail.about && mail.about.isEssential === true;
  return composeDraft(ctx, { ...mail, isEssential }, reader, draft);
}

/** The same for a draft that is there already. */
export async function composeDraft(
  ctx: TenantContext,
  mail: Pick<Mail, "userId" | "kind"> & { isEssential?: boolean },
  reader: Reader,
  draft: Draft,
): Promise<ReadyMail> {
  const texts = mailTexts(reader.locale);
  const [organization] = await ctx.db
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId));
  const unsubscribe =
    mail.userId !== null && isOptionalMail(mail.kind) && !mail.isEssential
      ? `${ctx.publicUrl}/unsubscribe/${ctx.mailLinks.unsubscribing({ userId: mail.userId, kind: mail.kind })}`
      : null;
  const hello = reader.displayName === null ? texts.helloThere : texts.hello(reader.displayName);
  const { wording } = draft;
  const page: MailPage = {
    lang: reader.locale,
    subject: oneLine(wording.subject),
    preview: wording.paragraphs[0] ?? "",
    sender: organization?.name ?? "EventMaster",
    heading: oneLine(wording.subject),
    parts: [{ type: "paragraph", text: hello }, ...draft.parts],
    why: wording.why,
    linkFallback: texts.linkFallback,
    footer: [
      ...(mail.userId === null ? [] : [{ label: texts.settings, link: `${ctx.publicUrl}/account/mails` }]),
      ...(unsubscribe === null ? [] : [{ label: texts.unsubscribe, link: unsubscribe }]),
    ],
  };
  return {
    to: reader.to,
    kind: mail.kind,
    subject: page.subject,
    text: textOf(page),
    html: htmlOf(page),
    // One click in the mail program is enough (RFC 8058).
    headers:
      unsubscribe === null
        ? {}
        : { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    files: draft.files ?? [],
    ...(draft.ticket ? { ticket: { shown: draft.ticket, locale: reader.locale } } : {}),
    ...(draft.calendar ? { calendar: draft.calendar } : {}),
  };
}

/** What people typed cannot begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
