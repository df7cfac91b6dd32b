import { useText } from "@eventmaster/i18n/locale";
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
import { uiText } from "./text.ts";

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

type Look = { tone: BadgeTone; icon: LucideIcon };

const eventLooks: Record<EventStatus, Look> = {
  pending: { tone: "caution", icon: Hourglass },
  published: { tone: "positive", icon: CalendarCheck },
  rejected: { tone: "negative", icon: CircleX },
  cancelled: { tone: "neutral", icon: CalendarX },
};

const registrationLooks: Record<RegistrationStatus, Look> = {
  registered: { tone: "accent", icon: Ticket },
  checked_in: { tone: "positive", icon: CircleCheck },
  cancelled: { tone: "neutral", icon: Ban },
};

export function EventStatusBadge({ status }: { status: EventStatus }) {
  const t = useText(uiText);
  const { tone, icon } = eventLooks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t.eventStatus[status]}
    </Badge>
  );
}

export function RegistrationStatusBadge({ status }: { status: RegistrationStatus }) {
  const t = useText(uiText);
  const { tone, icon } = registrationLooks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t.registrationStatus[status]}
    </Badge>
  );
}
