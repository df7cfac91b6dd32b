export const roles = ["member", "organizer", "admin"] as const;
export type Role = (typeof roles)[number];

/**
 * Who acts: a role in the current organization, somebody signed in who is no member of it (`guest`), nobody signed in,
 * or the platform's own admin, who has a role beside it.
 */
export type Standing = Role | "guest" | "anonymous" | "platform_admin";

/**
 * On what a permission reaches: `any` within the organization, only one's `own`, or what one is `assigned` to (an
 * event's staff; its owner is always assigned). What a standing lacks is denied.
 */
export type Reach = "any" | "own" | "assigned";

type Grants = Partial<Record<Standing, Reach>>;

const everyone: Grants = { anonymous: "any", guest: "any", member: "any", organizer: "any", admin: "any" };
const signedIn: Grants = { member: "any", organizer: "any", admin: "any" };
const onOwn: Grants = { member: "own", organizer: "own", admin: "own" };
const accountOwn: Grants = { guest: "own", ...onOwn };
const organizersOwn: Grants = { organizer: "own", admin: "any" };
const doorStaff: Grants = { member: "assigned", organizer: "assigned", admin: "any" };
const adminOnly: Grants = { admin: "any" };

/** The one permission table (CONTRACT §2): procedures are built from it, the UI and the README read it. */
export const permissions = {
  "account:sign-up": everyone,
  "account:log-in": everyone,
  "account:recover": everyone,
  "account:manage": accountOwn,
  "event:browse": everyone,
  "registration:create": signedIn,
  "registration:list-own": onOwn,
  "registration:cancel": onOwn,
  "waitlist:join": signedIn,
  "waitlist:list-own": onOwn,
  "waitlist:accept": onOwn,
  "waitlist:leave": onOwn,
  "event:create": { organizer: "any", admin: "any" },
  "event:list-managed": organizersOwn,
  "event:edit": organizersOwn,
  "event:duplicate": organizersOwn,
  "event:delete": organizersOwn,
  "event:cancel": organizersOwn,
  "event:resubmit": organizersOwn,
  "event:report": organizersOwn,
  "attendee:list": organizersOwn,
  "attendee:add": organizersOwn,
  "attendee:cancel": organizersOwn,
  "attendee:message": organizersOwn,
  "waitlist:list": organizersOwn,
  "staff:manage": organizersOwn,
  "door:manage": organizersOwn,
  "ticket:scan": doorStaff,
  /** Scans that a device took while it was allowed to: its pass is what entitles it. */
  "scan:hand-in": everyone,
  "capacity:override": adminOnly,
  "event:approve": adminOnly,
  "reports:platform": adminOnly,
  "user:list": adminOnly,
  "user:change-role": adminOnly,
  "user:invite": adminOnly,
  "user:remove": adminOnly,
  "mail:manage": adminOnly,
  "audit:read": adminOnly,
  "organization:join": accountOwn,
  "organization:leave": onOwn,
  "organization:list": { platform_admin: "any" },
  "organization:create": { platform_admin: "any" },
  "api-key:manage": onOwn,
  "webhook:manage": adminOnly,
  "system:read": { platform_admin: "any" },
  "system:manage": { platform_admin: "any" },
} as const satisfies Record<string, Grants>;

export type Action = keyof typeof permissions;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's
export const actions = Object.keys(permissions) as Action[];

/** What a machine may never be allowed: accounts, keys, who belongs where and the system itself are for people. */
export function isForPeopleOnly(action: Action): boolean {
  return /^(?:account|api-key|organization|system):|^user:(?!list$)/u.test(action);
}

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
