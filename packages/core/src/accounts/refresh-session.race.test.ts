import { sessions } from "@eventmaster/db/schema/sessions";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestSystem, type TestOrganization, type TestSystem } from "../testing/test-system.ts";
import { untilWaiting } from "../testing/waiting.ts";
import { authenticate } from "./authenticate.ts";
import { refreshSession } from "./refresh-session.ts";
import { createRefreshTokens, hashToken } from "./refresh-tokens.ts";
import { signUp } from "./sign-up.ts";
import type { StartedSession } from "./start-session.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeAll(async () => {
  system = await startTestSystem({ max: 20 });
  organization = await system.makeOrganization();
});
afterAll(() => system.close());

let started: StartedSession;
let made = 0;
beforeEach(async () => {
  const email = `tabs-${++made}@company.test`;
  const account = { email, password: "correct horse", displayName: "Tabs" };
  started = await signUp(organization.anonymous(), account);
});

const at = (secondsFromNow: number) =>
  organization.anonymous({ now: new Date(Date.now() + secondsFromNow * 1000) });
const tabs = 12;
/** Trades of one token that are all under way before the first is done: the session's row is held until they wait for it. */
async function tradesAtOnce(ctx: ReturnType<typeof at>, token: string) {
  const { id } = await sessionOf();
  const trades: Promise<StartedSession>[] = [];
  await system.sql.begin(async (sql) => {
    await sql`select 1 from sessions where id = ${id} for update`;
    for (let tab = 0; tab < tabs; tab++) trades.push(refreshSession(ctx, token));
    await untilWaiting(system, tabs);
  });
  return Promise.allSettled(trades);
}
const sessionOf = async () => {
  const { id } = started.signedIn.user;
  const [row] = await system.db.select().from(sessions).where(eq(sessions.userId, id));
  return row!;
};
const sessionEnded = { code: "session_ended" };

describe("two tabs that renew one session at once", () => {
  test("are both signed in, with one new token: twelve at once as well, and it goes on from there", async () => {
    let token = started.refreshToken;
    for (let round = 0; round < 3; round++) {
      const outcomes = await tradesAtOnce(at(0), token);
      const tokens = outcomes.map((outcome) =>
        outcome.status === "fulfilled" ? outcome.value.refreshToken : "refused",
      );
      expect(new Set(tokens).size).toBe(1);
      expect(tokens[0]).not.toBe(token);
      token = tokens[0]!;
    }
    const last = await refreshSession(at(60), token);
    expect(await authenticate(at(60), last.signedIn.accessToken)).toMatchObject({ role: "member" });
    expect((await sessionOf()).endedAt).toBeNull();
  });

  test("leave in the audit log that they did", async () => {
    const ctx = at(0);
    await tradesAtOnce(ctx, started.refreshToken);
    const repeated = { action: "session.refresh_repeated", subjectId: (await sessionOf()).id };
    expect(await system.auditOf(ctx)).toMatchObject(Array.from({ length: tabs - 1 }, () => repeated));
  });

  test("control: with successors made at random only one of them is, and the other's answer kills the session", async () => {
    const { refreshTokens } = system;
    const sessionId = (await sessionOf()).id;
    // As it was: each trade has a successor of its own.
    const random = { ...refreshTokens, after: () => refreshTokens.first(sessionId) };
    const outcomes = await tradesAtOnce({ ...at(0), refreshTokens: random }, started.refreshToken);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await sessionOf()).endedReason).toBe("reused_token");
  });
});

describe("a token that was traded already", () => {
  test("ends the session, however soon it comes again", async () => {
    const next = await refreshSession(at(0), started.refreshToken);
    await expect(refreshSession(at(0), started.refreshToken)).rejects.toMatchObject(sessionEnded);
    expect((await sessionOf()).endedReason).toBe("reused_token");
    await expect(refreshSession(at(1), next.refreshToken)).rejects.toMatchObject(sessionEnded);
  });

  test("and taken by a thief at the very same moment still shows: whoever comes second later ends it for both", async () => {
    const [owner, thief] = await tradesAtOnce(at(0), started.refreshToken);
    if (owner?.status !== "fulfilled" || thief?.status !== "fulfilled")
      throw new Error("Both were under way");
    const thiefsNext = await refreshSession(at(60), thief.value.refreshToken);
    await expect(refreshSession(at(1800), owner.value.refreshToken)).rejects.toMatchObject(sessionEnded);
    await expect(refreshSession(at(1801), thiefsNext.refreshToken)).rejects.toMatchObject(sessionEnded);
  });
});

describe("who knows a session's id and not its token", () => {
  test.each<[string, (id: string) => string]>([
    ["a made-up secret", (id) => `${id}.${"A".repeat(43)}`],
    ["a made-up seal", (id) => `${id}.${"A".repeat(43)}.${"A".repeat(22)}`],
    ["a token of another system", (id) => createRefreshTokens("another system's secret key").first(id).token],
  ])("does not end it with %s", async (_, forge) => {
    const { id } = await sessionOf();
    const ctx = at(0);
    await expect(refreshSession(ctx, forge(id))).rejects.toMatchObject(sessionEnded);
    expect(await system.auditOf(ctx)).toEqual([]);
    expect((await sessionOf()).endedAt).toBeNull();
    await refreshSession(at(1), started.refreshToken);
  });

  test("does not end it with another session's token under its id", async () => {
    const { id } = await sessionOf();
    const other = system.refreshTokens.first("0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b").token;
    await expect(refreshSession(at(0), `${id}${other.slice(36)}`)).rejects.toMatchObject(sessionEnded);
    expect((await sessionOf()).endedAt).toBeNull();
  });
});

test("a token from before there were seals is traded for one that has it", async () => {
  const { id } = await sessionOf();
  const unsealed = `${id}.${"b".repeat(43)}`;
  await system.db
    .update(sessions)
    .set({ tokenHash: hashToken(unsealed) })
    .where(eq(sessions.id, id));
  const next = await refreshSession(at(0), unsealed);
  expect(next.refreshToken).toMatch(/^[\w-]{36}\.[\w-]{43}\.[\w-]{22}$/u);
  await refreshSession(at(60), next.refreshToken);
});
