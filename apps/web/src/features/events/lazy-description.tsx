import { lazy, Suspense } from "react";

const fetchDescription = () => import("./event-description.tsx");
const Description = lazy(async () => ({ default: (await fetchDescription()).EventDescription }));

/** For the event page's loader: the reader of Markdown comes beside the event, not after it. */
export async function loadDescription(): Promise<void> {
  // Without it the words still stand there, as typed.
  await fetchDescription().catch(() => undefined);
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
