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
import type { shellText } from "./text.ts";

export interface Place {
  to: "/events" | "/tickets" | "/manage" | "/admin/approvals" | "/admin/people" | "/login" | "/signup";
  name: keyof typeof shellText.words.places;
  icon: LucideIcon;
}

const events: Place = { to: "/events", name: "events", icon: CalendarDays };
const tickets: Place = { to: "/tickets", name: "tickets", icon: Ticket };
const manage: Place = { to: "/manage", name: "manage", icon: CalendarPlus };
const approvals: Place = { to: "/admin/approvals", name: "approvals", icon: ClipboardCheck };
const people: Place = { to: "/admin/people", name: "people", icon: UsersRound };
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
    ...(can(standing, "event:approve") ? [approvals] : []),
    ...(can(standing, "user:list") ? [people] : []),
  ];
}
