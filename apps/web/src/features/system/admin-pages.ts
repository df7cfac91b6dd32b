import type { MyOrganizations } from "@eventmaster/contract/organizations";
import { can, type Standing } from "@eventmaster/contract/permissions";
import {
  Building,
  ChartColumn,
  ClipboardCheck,
  ScrollText,
  ServerCog,
  UsersRound,
  Webhook,
} from "lucide-react";

/** What of the organizations one belongs to opens pages; nothing of it is known until it is loaded. */
type Mine = Pick<MyOrganizations, "hasSeveral" | "mayCreate"> | undefined;

const approvals = { to: "/admin/approvals", name: "approvals", icon: ClipboardCheck } as const;
const people = { to: "/admin/people", name: "people", icon: UsersRound } as const;
const organizations = { to: "/admin/organizations", name: "organizations", icon: Building } as const;
const audit = { to: "/admin/audit", name: "audit", icon: ScrollText } as const;
const webhooks = { to: "/admin/webhooks", name: "webhooks", icon: Webhook } as const;
const analytics = { to: "/admin/analytics", name: "analytics", icon: ChartColumn } as const;
const system = { to: "/admin/system", name: "system", icon: ServerCog } as const;

/** The administration's pages that this person may open, in the order of its tabs. */
export function adminPagesFor(standing: Standing, mine: Mine) {
  if (!can(standing, "user:list")) return [];
  return [
    ...(can(standing, "event:approve") ? [approvals] : []),
    people,
    ...(mine?.mayCreate || mine?.hasSeveral ? [organizations] : []),
    ...(can(standing, "audit:read") ? [audit] : []),
    ...(can(standing, "webhook:manage") ? [webhooks] : []),
    ...(can(standing, "reports:platform") ? [analytics] : []),
    // Who may create organizations is the platform's admin, who runs the system.
    ...(mine?.mayCreate ? [system] : []),
  ];
}
