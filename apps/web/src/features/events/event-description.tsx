import { textOf } from "@eventmaster/i18n/locale";
import Markdown, { type Components } from "react-markdown";

import { eventsText } from "./text.ts";

/** The page's own headings are h1 and h2: what is written inside starts below them. */
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  ),
  // A picture would call another host on every reader's behalf: it becomes a link.
  img: ({ src, alt }) =>
    typeof src === "string" && src !== "" ? (
      <a href={src} target="_blank" rel="noopener noreferrer nofollow ugc">
        {alt || textOf(eventsText).picture}
      </a>
    ) : null,
};

const styles = [
  "max-w-prose leading-relaxed break-words",
  "[&>*+*]:mt-4 [&_h3]:mt-8 [&_h3]:text-xl [&_h3]:font-bold [&_h4]:mt-6 [&_h4]:text-lg [&_h4]:font-bold [&_h5]:font-bold [&_h6]:font-bold",
  "[&>:first-child]:mt-0 [&_ul]:list-disc [&_ul]:ps-6 [&_ol]:list-decimal [&_ol]:ps-6 [&_li+li]:mt-1.5 [&_li]:ps-1 [&_li::marker]:text-accent",
  "[&_a]:font-medium [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-3",
  "[&_blockquote]:border-s-4 [&_blockquote]:border-line [&_blockquote]:ps-4 [&_blockquote]:text-ink-muted",
  "[&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-[0.9em]",
  "[&_pre]:overflow-x-auto [&_pre]:rounded-card [&_pre]:bg-sunken [&_pre]:p-4 [&_pre_code]:p-0 [&_hr]:border-line",
].join(" ");

/** Markdown as its author meant it; HTML inside is shown as text. */
export function EventDescription({ text }: { text: string }) {
  return (
    <div className={styles}>
      <Markdown components={components}>{text}</Markdown>
    </div>
  );
}
