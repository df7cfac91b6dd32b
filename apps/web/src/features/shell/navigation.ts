import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import {
  CalendarDays,
  CalendarPlus,
  ClipboardCheck,
  LogIn,
  type LucideIcon,
  ScrollText,
  ShieldCheck,
  Ticket,
  UserPlus,
  UsersRound,
} from "lucide-react";
import { standingOf } from "../../lib/session.ts";
import type { shellText } from "./text.ts";

export interface Place {
  to:
    | "/events"
    | "/tickets"
    | "/manage"
    | "/admin"
    | "/admin/approvals"
    | "/admin/people"
    | "/admin/audit"
    | "/login"
    | "/signup";
  name: keyof typeof shellText.words.places;
  icon: LucideIcon;
}

const events: Place = { to: "/events", name: "events", icon: CalendarDays };
const tickets: Place = { to: "/tickets", name: "tickets", icon: Ticket };
const manage: Place = { to: "/manage", name: "manage", icon: CalendarPlus };
const admin: Place = { to: "/admin", name: "admin", icon: ShieldCheck };
const approvals: Place = { to: "/admin/approvals", name: "approvals", icon: ClipboardCheck };
const people: Place = { to: "/admin/people", name: "people", icon: UsersRound };
const audit: Place = { to: "/admin/audit", name: "audit", icon: ScrollText };
const logIn: Place = { to: "/login", name: "logIn", icon: LogIn };
const signUp: Place = { to: "/signup", name: "signUp", icon: UserPlus };

/** Where this person may go, most used first: a row on wide screens, the tab bar on phones (at most five). */
export function placesFor(me: Me | null): Place[] {
  if (!me) return [events, logIn, signUp];
  const standing = standingOf(me);
  return [
    events,
    tickets,
    ...(can(standing, "event:list-managed") ? [manage] : []),
    // One place with a row of tabs of its own; nothing of that row is repeated here.
    ...(can(standing, "user:list") ? [admin] : []),
  ];
}

/** The administration's pages that one looks for by name. */
export function adminPlacesFor(me: Me | null): Place[] {
  const standing = standingOf(me);
  return [
    ...(can(standing, "event:approve") ? [approvals] : []),
    ...(can(standing, "user:list") ? [people] : []),
    ...(can(standing, "audit:read") ? [audit] : []),
  ];
}
