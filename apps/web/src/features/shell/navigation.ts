import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import {
  CalendarDays,
  CalendarPlus,
  LogIn,
  type LucideIcon,
  ShieldCheck,
  Ticket,
  UserPlus,
} from "lucide-react";
import { standingOf } from "../../lib/session.ts";
import type { shellText } from "./text.ts";

export interface Place {
  to: "/events" | "/tickets" | "/manage" | "/admin" | "/login" | "/signup";
  name: keyof typeof shellText.words.places;
  icon: LucideIcon;
}

const events: Place = { to: "/events", name: "events", icon: CalendarDays };
const tickets: Place = { to: "/tickets", name: "tickets", icon: Ticket };
const manage: Place = { to: "/manage", name: "manage", icon: CalendarPlus };
const admin: Place = { to: "/admin", name: "admin", icon: ShieldCheck };
const logIn: Place = { to: "/login", name: "logIn", icon: LogIn };
const signUp: Place = { to: "/signup", name: "signUp", icon: UserPlus };

/** Where this person may go, most used first: a row on wide screens, the tab bar on phones (at most five). */
export function placesFor(me: Me | null): Place[] {
  if (!me) return [events, logIn, signUp];
  const standing = standingOf(me);
  return [
    events,
    ...(can(standing, "registration:list-own") ? [tickets] : []),
    ...(can(standing, "event:list-managed") ? [manage] : []),
    // One place with a row of tabs of its own; nothing of that row is repeated here.
    ...(can(standing, "user:list") ? [admin] : []),
  ];
}
