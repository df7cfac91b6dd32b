import type { EventStatus } from "@eventmaster/contract/events";
import type { RegistrationStatus } from "@eventmaster/contract/registrations";
import {
  Ban,
  CalendarCheck,
  CalendarX,
  CircleCheck,
  CircleX,
  Hourglass,
  type LucideIcon,
  Ticket,
} from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type BadgeTone = "neutral" | "accent" | "positive" | "caution" | "negative";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-sunken text-ink-muted",
  accent: "bg-accent-soft text-accent",
  positive: "bg-positive-soft text-positive",
  caution: "bg-caution-soft text-caution",
  negative: "bg-negative-soft text-negative",
};

export type BadgeProps = {
  tone?: BadgeTone | undefined;
  icon?: LucideIcon | undefined;
  children: ReactNode;
  className?: string | undefined;
};

export function Badge({ tone = "neutral", icon: Icon, children, className }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex w-fit items-center gap-1.5 rounded-full px-2.5 py-1 text-sm leading-none font-semibold whitespace-nowrap",
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </span>
  );
}

type Look = { tone: BadgeTone; icon: LucideIcon; word: string };

const eventLooks: Record<EventStatus, Look> = {
  pending: { tone: "caution", icon: Hourglass, word: "Awaiting approval" },
  published: { tone: "positive", icon: CalendarCheck, word: "Published" },
  rejected: { tone: "negative", icon: CircleX, word: "Rejected" },
  cancelled: { tone: "neutral", icon: CalendarX, word: "Cancelled" },
};

const registrationLooks: Record<RegistrationStatus, Look> = {
  registered: { tone: "accent", icon: Ticket, word: "Registered" },
  checked_in: { tone: "positive", icon: CircleCheck, word: "Checked in" },
  cancelled: { tone: "neutral", icon: Ban, word: "Cancelled" },
};

export function EventStatusBadge({ status }: { status: EventStatus }) {
  const { tone, icon, word } = eventLooks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

export function RegistrationStatusBadge({ status }: { status: RegistrationStatus }) {
  const { tone, icon, word } = registrationLooks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
