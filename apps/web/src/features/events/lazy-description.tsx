import { lazy, Suspense } from "react";
import { untilDrawn } from "../../lib/until-loaded.ts";

const fetchDescription = () => import("./event-description.tsx");
/** On a narrow screen the text stands far below what a page begins with. */
const isInSight = () => window.matchMedia("(min-width: 64rem)").matches;

const Description = lazy(async () => {
  if (!isInSight()) await untilDrawn();
  return { default: (await fetchDescription()).EventDescription };
});

/** For the event page's loader: the reader of Markdown comes beside the event, not after it, where it is seen at once. */
export async function loadDescription(): Promise<void> {
  // Without it the words still stand there, as typed.
  if (isInSight()) await fetchDescription().catch(() => undefined);
}

/** Markdown is read by a library that only event pages need; until it is here the text stands as it was typed. */
export function LazyDescription({ text }: { text: string }) {
  return (
    <Suspense
      fallback={<p className="max-w-prose leading-relaxed break-words whitespace-pre-line">{text}</p>}
    >
      <Description text={text} />
    </Suspense>
  );
}
