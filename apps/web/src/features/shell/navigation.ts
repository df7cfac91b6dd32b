import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import {
  CalendarDays,
  CalendarPlus,
  ClipboardCheck,
  LogIn,
  type LucideIcon,
  Ticket,
  UserPlus,
  UsersRound,
} from "lucide-react";
import { standingOf } from "../../lib/session.ts";

export interface Place {
  to:
    | "/events"
    | "/tickets"
    | "/manage"
    | "/admin/approvals"
    | "/admin/people"
    | "/admin/audit"
    | "/login"
    | "/signup";
  label: string;
  icon: LucideIcon;
}

const events: Place = { to: "/events", label: "Events", icon: CalendarDays };
const tickets: Place = { to: "/tickets", label: "My tickets", icon: Ticket };
const manage: Place = { to: "/manage", label: "My events", icon: CalendarPlus };
const approvals: Place = { to: "/admin/approvals", label: "Approvals", icon: ClipboardCheck };
const people: Place = { to: "/admin/people", label: "People", icon: UsersRound };
const logIn: Place = { to: "/login", label: "Log in", icon: LogIn };
const signUp: Place = { to: "/signup", label: "Sign up", icon: UserPlus };

/** Where this person may go, most used first: a row on wide screens, the tab bar on phones (at most five). */
export function placesFor(me: Me | null): Place[] {
  if (!me) return [events, logIn, signUp];
  const standing = standingOf(me);
  return [
    events,
    tickets,
    ...(can(standing, "event:list-managed") ? [manage] : []),
    ...(can(standing, "event:approve") ? [approvals] : []),
    ...(can(standing, "user:list") ? [people] : []),
  ];
}
