import type { EventCategory } from "@eventmaster/contract/events";
import {
  Building2,
  Dumbbell,
  Hammer,
  type LucideIcon,
  MessagesSquare,
  MicVocal,
  Music,
  PartyPopper,
  Presentation,
  Sparkles,
} from "lucide-react";
import { useMemo, type CSSProperties } from "react";
import { classNames } from "./class-names.ts";
import { coverDesign } from "./cover-design.ts";

export const categoryMarks: Record<EventCategory, LucideIcon> = {
  company: Building2,
  conference: Presentation,
  meetup: MessagesSquare,
  talk: MicVocal,
  workshop: Hammer,
  social: PartyPopper,
  music: Music,
  sport: Dumbbell,
  other: Sparkles,
};

export type EventCoverProps = {
  event: { id: string; category: EventCategory };
  /** A small square in a list: the mark stands in the middle. */
  isThumb?: boolean | undefined;
  /** Gives the size: `aspect-[8/5] w-full`, `size-16 rounded-field`. */
  className?: string | undefined;
};

/** A picture for every event, made of its id and category; says nothing that words beside it do not. */
export function EventCover({ event, isThumb, className }: EventCoverProps) {
  const { hue, hueFar, near, far } = useMemo(
    () => coverDesign(event.id, event.category),
    [event.id, event.category],
  );
  const Mark = categoryMarks[event.category];
  const ground = `linear-gradient(115deg, var(--cover-ground), var(--cover-ground-far))`;
  return (
    <div
      aria-hidden
      className={classNames("event-cover relative overflow-hidden", className)}
      style={{ "--cover-hue": hue, "--cover-hue-far": hueFar, background: ground } as CSSProperties}
    >
      <svg
        viewBox="0 0 160 100"
        preserveAspectRatio={isThumb ? "xMidYMid slice" : "xMaxYMid slice"}
        className="absolute inset-0 size-full"
      >
        <path
          d={far.join("")}
          fill="var(--cover-shape-far)"
          fillRule="evenodd"
          opacity={isThumb ? 0.5 : 0.85}
        />
        <path d={near.join("")} fill="var(--cover-shape)" fillRule="evenodd" opacity={isThumb ? 0.5 : 1} />
      </svg>
      <Mark
        strokeWidth={1.75}
        color="var(--cover-mark)"
        className={classNames(
          "absolute",
          isThumb ? "inset-0 m-auto size-[46%]" : "bottom-[12%] start-[6%] h-[24%] w-auto max-w-[20%]",
        )}
      />
    </div>
  );
}
