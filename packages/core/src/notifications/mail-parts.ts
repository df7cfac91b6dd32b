import layout from "./layout/layout.json" with { type: "json" };

/** A piece of a mail's content; texts are as people typed them. */
export type MailPart =
  | { type: "paragraph"; text: string }
  | { type: "fact"; label: string; text: string }
  | { type: "quote"; text: string }
  | { type: "button"; label: string; link: string }
  /** What a person wrote in Markdown, rendered already. */
  | { type: "written"; text: string; html: string }
  /** An image of the mail's own, by its content id. */
  | { type: "ticket"; cid: string; alt: string };

export interface MailPage {
  lang: string;
  subject: string;
  /** The first words, which lists of mails show beside the subject. */
  preview: string;
  sender: string;
  heading: string;
  parts: MailPart[];
  /** One sentence: why this person gets this mail. */
  why: string;
  linkFallback: string;
  footer: { label: string; link: string }[];
}

/** The page as mail programs show it. What people typed is escaped here, and nowhere else. */
export function htmlOf(page: MailPage): string {
  const { lang, subject, preview, sender } = page;
  const footer = page.footer
    .map(({ label, link }) => `<a href="${escapeHtml(link)}" style="color:#575b69">${escapeHtml(label)}</a>`)
    .join(" · ");
  return [
    fill(layout.before, {
      lang,
      subject: escapeHtml(subject),
      preview: escapeHtml(preview),
      sender: escapeHtml(sender),
    }),
    fill(layout.heading, { text: escapeHtml(page.heading) }),
    ...page.parts.map((part) => htmlOfPart(part, page.linkFallback)),
    fill(layout.after, { why: escapeHtml(page.why), footer }),
  ].join("");
}

function htmlOfPart(part: MailPart, linkFallback: string): string {
  switch (part.type) {
    case "paragraph":
      return fill(layout.paragraph, { html: escapeHtml(part.text) });
    case "written":
      return fill(layout.quote, { html: part.html });
    case "fact":
      return fill(layout.fact, { label: escapeHtml(part.label), html: escapeHtml(part.text) });
    case "quote":
      return fill(layout.quote, { html: escapeHtml(part.text) });
    case "ticket":
      return fill(layout.ticket, { source: `cid:${part.cid}`, alt: escapeHtml(part.alt) });
    case "button":
      return fill(layout.button, {
        link: escapeHtml(part.link),
        label: escapeHtml(part.label),
        fallback: escapeHtml(linkFallback),
      });
  }
}

/** The same as plain text, for programs and people that want no HTML. */
export function textOf(page: MailPage): string {
  const parts = page.parts.flatMap((part) => {
    switch (part.type) {
      case "paragraph":
      case "written":
        return [part.text];
      case "quote":
        return [part.text.replaceAll(/^/gmu, "> ")];
      case "fact":
        return [`${part.label}: ${part.text}`];
      case "button":
        return [`${part.label}:\n${part.link}`];
      case "ticket":
        return [];
    }
  });
  const footer = page.footer.map(({ label, link }) => `${label}: ${link}`);
  return `${[...parts, ["--", page.why, ...footer].join("\n")].join("\n\n")}\n`;
}

/** In one pass, so that what is put in is not read again as a placeholder. */
function fill(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => values[name] ?? "");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character)
    .replaceAll("\n", "<br>\n");
}
