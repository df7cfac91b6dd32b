import type { MailKind } from "@eventmaster/contract/notifications";
import type { Mail } from "./mail.ts";

export interface MailContent {
  to: string;
  kind: MailKind;
  subject: string;
  /** What it says, as plain text; each entry is a paragraph. */
  paragraphs: string[];
  /** What the reader can do about it. */
  action?: { label: string; link: string } | undefined;
  /** One sentence: why this person gets this mail. */
  why: string;
}

/** The same content as text and as HTML. What people typed is escaped here, and nowhere else. */
export function composeMail({ to, kind, subject, paragraphs, action, why }: MailContent): Mail {
  const oneLine = subject.replaceAll(/\s+/gu, " ").trim();
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.link}`] : []), `--\n${why}`];
  return {
    to,
    kind,
    subject: oneLine,
    text: `${text.join("\n\n")}\n`,
    html: pageOf(oneLine, paragraphs, action, why),
  };
}

/** Styles stand at the elements: many mail programs drop everything else. */
function pageOf(subject: string, paragraphs: string[], action: MailContent["action"], why: string): string {
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`).join("\n");
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#2540d6;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;color:#575b69">If the button does not work, open this address: <a href="${escapeHtml(action.link)}" style="color:#2540d6;word-break:break-all">${escapeHtml(action.link)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f1f1ec;color:#14161f;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:12px">
${body}
${button}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dfdfd8;font-size:14px;color:#575b69">${escapeHtml(why)}</p>
</div>
</body>
</html>
`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character)
    .replaceAll("\n", "<br>\n");
}
