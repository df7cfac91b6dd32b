import { type Action, actions, can, reachOf, type Standing } from "../packages/contract/src/permissions.ts";

const standings = ["anonymous", "member", "organizer", "admin"] as const satisfies readonly Standing[];

/** What each action is called in the README. A new action without a name here does not type-check. */
const names: Record<Action, string> = {
  "account:sign-up": "sign up",
  "account:log-in": "log in",
  "account:recover": "recover or claim an account by email",
  "account:manage": "see and manage one's account",
  "event:browse": "browse and read published events",
  "registration:create": "register for an event",
  "registration:list-own": "see one's tickets",
  "registration:cancel": "cancel a registration",
  "waitlist:join": "join a waitlist",
  "waitlist:list-own": "see one's place on a waitlist",
  "waitlist:accept": "accept an offered seat",
  "waitlist:leave": "leave a waitlist, decline an offered seat",
  "event:create": "create an event",
  "event:list-managed": "list managed events",
  "event:edit": "edit an event",
  "event:duplicate": "duplicate an event",
  "event:delete": "delete an event",
  "event:cancel": "cancel an event",
  "event:resubmit": "resubmit a rejected event",
  "event:report": "see an event's report",
  "attendee:list": "see an event's attendees",
  "attendee:cancel": "cancel people's registrations",
  "attendee:add": "register or import people",
  "attendee:message": "write to an event's attendees and its waitlist",
  "waitlist:list": "see an event's waitlist",
  "staff:manage": "choose an event's door staff",
  "door:manage": "set up an event's check-in points, resolve conflicts of scans",
  "ticket:scan": "scan tickets, admit walk-ins",
  "scan:hand-in": "hand in a door device's scans, with its pass",
  "capacity:override": "let a walk-in into a full event",
  "event:approve": "approve and reject events",
  "reports:platform": "see the organization's report",
  "user:list": "list people",
  "user:change-role": "change a role",
  "user:invite": "invite people",
  "user:remove": "remove people from the organization",
  "mail:manage": "see and lift addresses that mail does not reach",
  "audit:read": "read the audit log",
  "organization:join": "accept an invitation",
  "organization:leave": "leave an organization",
  "organization:list": "see all organizations of the system",
  "organization:create": "create an organization",
  "api-key:manage": "make and revoke API keys",
  "webhook:manage": "tell other systems of what happens (webhooks)",
  "system:read": "see how the system is",
  "system:manage": "have jobs that were given up tried again",
};

const words = { any: "✓", own: "own", assigned: "own, or as door staff" } as const;

/** The README's permission matrix, printed from the permission table. */
export function permissionMatrix(): string {
  const rows = actions.map((action) =>
    [names[action]].concat(
      standings.map((standing) => {
        if (standing === "admin" && can("platform_admin", action)) return "platform's admin";
        if (!can(standing, action)) return "";
        const reach = reachOf(action, standing);
        if (action === "event:create") return standing === "admin" ? "✓ (published)" : "✓ (pending)";
        if (reach === "assigned" && standing === "member") return "as door staff";
        return reach ? words[reach] : "";
      }),
    ),
  );
  return [["action", ...standings], ["---", ...standings.map(() => "---")], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
