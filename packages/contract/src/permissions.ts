export const roles = ["member", "organizer", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who acts: a role in the current organization, nobody signed in, or the platform's own admin. */
export type Standing = Role | "anonymous" | "platform_admin";

/**
 * On what a permission reaches: `any` within the organization, only one's `own`, or what one is `assigned` to (an
 * event's staff; its owner is always assigned). What a standing lacks is denied.
 */
export type Reach = "any" | "own" | "assigned";

type Grants = Partial<Record<Standing, Reach>>;

const everyone: Grants = { anonymous: "any", member: "any", organizer: "any", admin: "any" };
const signedIn: Grants = { member: "any", organizer: "any", admin: "any" };
const onOwn: Grants = { member: "own", organizer: "own", admin: "own" };
const organizersOwn: Grants = { organizer: "own", admin: "any" };
const doorStaff: Grants = { member: "assigned", organizer: "assigned", admin: "any" };
const adminOnly: Grants = { admin: "any" };

/** The one permission table (CONTRACT §2): procedures are built from it, the UI and the README read it. */
export const permissions = {
  "account:sign-up": everyone,
  "account:log-in": everyone,
  "account:manage": onOwn,
  "event:browse": everyone,
  "registration:create": signedIn,
  "registration:list-own": onOwn,
  "registration:cancel": onOwn,
  "event:create": { organizer: "any", admin: "any" },
  "event:list-managed": organizersOwn,
  "event:edit": organizersOwn,
  "event:delete": organizersOwn,
  "event:cancel": organizersOwn,
  "event:resubmit": organizersOwn,
  "attendee:list": organizersOwn,
  "staff:manage": organizersOwn,
  "ticket:scan": doorStaff,
  "capacity:override": adminOnly,
  "event:approve": adminOnly,
  "user:list": adminOnly,
  "user:change-role": adminOnly,
  "audit:read": adminOnly,
} as const satisfies Record<string, Grants>;

export type Action = keyof typeof permissions;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's
export const actions = Object.keys(permissions) as Action[];

/** What ties the actor to the thing: organizing it (`owns`) or being on its door staff (`assigned`). */
export interface Relation {
  owns?: boolean;
  assigned?: boolean;
}

export function reachOf(action: Action, standing: Standing): Reach | null {
  const grants: Grants = permissions[action];
  return grants[standing] ?? null;
}

/**
 * May this standing do this? Without a relation the question is whether it may at all (to show a page, to enter a
 * procedure); with one, whether it may on that very thing.
 */
export function can(standing: Standing, action: Action, relation?: Relation): boolean {
  const reach = reachOf(action, standing);
  if (reach === null) return false;
  if (reach === "any" || relation === undefined) return true;
  return relation.owns === true || (reach === "assigned" && relation.assigned === true);
}
