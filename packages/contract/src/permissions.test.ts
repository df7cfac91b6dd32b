import { expect, test } from "vitest";
import { type Action, can, isForPeopleOnly, permissions, type Reach, type Standing } from "./permissions.ts";

/** CONTRACT §2, written down a second time on purpose: a slip in the table is a hole in the product. */
const matrix: Record<
  Action,
  [anonymous: Reach | null, member: Reach | null, organizer: Reach | null, admin: Reach | null]
> = {
  "account:sign-up": ["any", "any", "any", "any"],
  "account:log-in": ["any", "any", "any", "any"],
  "account:recover": ["any", "any", "any", "any"],
  "account:manage": [null, "own", "own", "own"],
  "event:browse": ["any", "any", "any", "any"],
  "registration:create": [null, "any", "any", "any"],
  "registration:list-own": [null, "own", "own", "own"],
  "registration:cancel": [null, "own", "own", "own"],
  "waitlist:join": [null, "any", "any", "any"],
  "waitlist:list-own": [null, "own", "own", "own"],
  "waitlist:accept": [null, "own", "own", "own"],
  "waitlist:leave": [null, "own", "own", "own"],
  "event:create": [null, null, "any", "any"],
  "event:list-managed": [null, null, "own", "any"],
  "event:edit": [null, null, "own", "any"],
  "event:duplicate": [null, null, "own", "any"],
  "event:delete": [null, null, "own", "any"],
  "event:cancel": [null, null, "own", "any"],
  "event:resubmit": [null, null, "own", "any"],
  "event:report": [null, null, "own", "any"],
  "attendee:list": [null, null, "own", "any"],
  "attendee:cancel": [null, null, "own", "any"],
  "attendee:add": [null, null, "own", "any"],
  "attendee:message": [null, null, "own", "any"],
  "waitlist:list": [null, null, "own", "any"],
  "staff:manage": [null, null, "own", "any"],
  "door:manage": [null, null, "own", "any"],
  "ticket:scan": [null, "assigned", "assigned", "any"],
  "scan:hand-in": ["any", "any", "any", "any"],
  "capacity:override": [null, null, null, "any"],
  "event:approve": [null, null, null, "any"],
  "reports:platform": [null, null, null, "any"],
  "user:list": [null, null, null, "any"],
  "user:change-role": [null, null, null, "any"],
  "user:invite": [null, null, null, "any"],
  "user:remove": [null, null, null, "any"],
  "mail:manage": [null, null, null, "any"],
  "audit:read": [null, null, null, "any"],
  "organization:join": [null, "own", "own", "own"],
  "organization:leave": [null, "own", "own", "own"],
  "organization:list": [null, null, null, null],
  "organization:create": [null, null, null, null],
  "api-key:manage": [null, "own", "own", "own"],
  "webhook:manage": [null, null, null, "any"],
  "system:read": [null, null, null, null],
  "system:manage": [null, null, null, null],
};

const actions = Object.keys(permissions) as Action[];
const standings: Standing[] = ["anonymous", "member", "organizer", "admin"];

test("the table has the actions of the matrix and no others", () => {
  expect(actions.toSorted()).toEqual(Object.keys(matrix).toSorted());
});

test.each(actions)("%s reaches as far as the matrix says", (action) => {
  for (const [column, standing] of standings.entries()) {
    const reach = matrix[action][column] ?? null;
    expect(can(standing, action), standing).toBe(reach !== null);
    expect(can(standing, action, {}), `${standing}, a stranger's`).toBe(reach === "any");
    expect(can(standing, action, { assigned: true }), `${standing}, assigned`).toBe(
      reach === "any" || reach === "assigned",
    );
    expect(can(standing, action, { owns: true }), `${standing}, own`).toBe(reach !== null);
  }
});

test("the platform's admin creates organizations and looks after the system, and has no other right", () => {
  expect(actions.filter((action) => can("platform_admin", action))).toEqual([
    "organization:list",
    "organization:create",
    "system:read",
    "system:manage",
  ]);
});

test("somebody signed in who is no member has their account, and what everybody has", () => {
  const beyondEverybody = actions.filter((action) => can("guest", action) && !can("anonymous", action));
  expect(beyondEverybody).toEqual(["account:manage", "organization:join"]);
  for (const action of actions) if (can("anonymous", action)) expect(can("guest", action), action).toBe(true);
});

test("a machine may be allowed what concerns events, and never accounts, keys, who belongs where or the system", () => {
  expect(actions.filter(isForPeopleOnly)).toEqual([
    "account:sign-up",
    "account:log-in",
    "account:recover",
    "account:manage",
    "user:change-role",
    "user:invite",
    "user:remove",
    "organization:join",
    "organization:leave",
    "organization:list",
    "organization:create",
    "api-key:manage",
    "system:read",
    "system:manage",
  ]);
});
