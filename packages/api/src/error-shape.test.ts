import { errorCodes, type ErrorCode } from "@eventmaster/contract/error-codes";
import { createEventInput } from "@eventmaster/contract/events";
import { DomainError } from "@eventmaster/core/domain-error";
import { noRateLimits } from "@eventmaster/core/rate-limits/rate-limiter";
import {
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "@eventmaster/core/testing/test-system";
import type { AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ApiContext } from "./context.ts";
import { appRouter } from "./root.ts";
import { requires, router } from "./trpc.ts";

let system: TestSystem;
let organization: TestOrganization;
beforeAll(async () => {
  system = await startTestSystem({ max: 2 });
  organization = await system.makeOrganization();
});
afterAll(() => system.close());

function context(fields: Partial<ApiContext> = {}): ApiContext {
  const cookies = {
    refreshToken: null,
    keep: () => {},
    keepRefreshToken: () => {},
    forget: () => {},
    keepOrganization: () => {},
  };
  const rateLimiter = noRateLimits;
  return {
    ...organization.anonymous(),
    requestId: "request-1",
    cookies,
    rateLimiter,
    live: system.live,
    facts: system.facts,
    ...fields,
  };
}

/** A mutation over HTTP, as a client sends it. */
async function post(of: AnyRouter, path: string, body: unknown, ctx = context()) {
  const response = await fetchRequestHandler({
    endpoint: "/trpc",
    req: new Request(`http://localhost/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    router: of,
    createContext: () => ctx,
  });
  const answer = (await response.json()) as { error?: { message: string; data: unknown } };
  return { status: response.status, ...answer.error, text: JSON.stringify(answer) };
}

function failing(error: () => unknown) {
  return router({
    fail: requires("event:browse").mutation(() => {
      throw error();
    }),
  });
}

describe("a refusal of the domain", () => {
  test.each(Object.keys(errorCodes) as ErrorCode[])(
    "%s has its status, sentence, fields and request id",
    async (code) => {
      const fields = { capacity: "Must be at least 3" };
      const answer = await post(
        failing(() => new DomainError(code, { fields })),
        "fail",
        {},
      );
      const { status, message } = errorCodes[code];
      expect(answer).toMatchObject({ status, message });
      expect(answer.data).toEqual({ code, fields, requestId: "request-1", httpStatus: status, path: "fail" });
    },
  );

  test("has a sentence of its own where the thrower gives one, and keeps its cause to itself", async () => {
    const error = new DomainError("registration_not_open", {
      message: "Registration has closed.",
      cause: new Error("secret: the cause"),
    });
    const answer = await post(
      failing(() => error),
      "fail",
      {},
    );
    expect(answer).toMatchObject({ status: 409, message: "Registration has closed." });
    expect(answer.text).not.toContain("secret");
    expect(answer.text).not.toContain("stack");
  });
});

describe("an input that is wrong", () => {
  const events = () =>
    router({
      create: requires("event:browse")
        .input(createEventInput)
        .mutation(() => "made"),
    });

  test("is answered with 422 and one sentence for every field, missing and unknown ones too", async () => {
    const answer = await post(events(), "create", {
      title: " ",
      description: "Talks",
      startAt: "2026-03-01T09:00:00",
      capacity: 0,
      tags: ["fine", "", "x".repeat(31)],
      status: "published",
      organizerId: "me",
    });
    expect(answer).toMatchObject({ status: 422, message: "Some fields need another look." });
    expect(answer.data).toEqual({
      code: "validation",
      fields: {
        title: "Must not be empty",
        startAt: "Must be a date and time with a time zone, such as 2026-03-01T09:00:00Z",
        endAt: "Is required",
        location: "Is required",
        capacity: "Must be greater than 0",
        "tags.1": "Must not be empty",
        "tags.2": "Must be at most 30 characters",
        status: "Is not a field that exists",
        organizerId: "Is not a field that exists",
      },
      requestId: "request-1",
      httpStatus: 422,
      path: "create",
    });
  });

  test("that is no object at all is said of the input", async () => {
    for (const input of ["null", "[]", `"text"`]) {
      const answer = await post(events(), "create", input);
      expect(answer).toMatchObject({
        status: 422,
        data: { code: "validation", fields: { input: expect.any(String) } },
      });
    }
  });

  test("with __proto__ or a NUL is refused by field and harms nothing", async () => {
    const body = `{"__proto__": {"polluted": true}, "title": "a\\u0000b"}`;
    const answer = await post(events(), "create", body);
    expect(answer).toMatchObject({
      data: { fields: { title: "Contains a character that cannot be stored" } },
    });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("has a sentence also where the schema has none of its own", async () => {
    const plain = router({
      plain: requires("event:browse")
        .input(z.strictObject({ name: z.string() }))
        .mutation(() => "made"),
    });
    expect(await post(plain, "plain", {})).toMatchObject({ data: { fields: { name: "Is required" } } });
  });

  test("that is no JSON is a bad request", async () => {
    const answer = await post(events(), "create", "{");
    expect(answer).toMatchObject({
      status: 400,
      message: errorCodes.bad_request.message,
      data: { code: "bad_request" },
    });
  });
});

describe("a crash", () => {
  test.each<[string, () => unknown]>([
    ["an error", () => new Error("secret: connection to postgres://admin:hunter2@db failed")],
    ["a string", () => "secret"],
    ["nothing", () => undefined],
    ["a ZodError that no input made", () => z.string().safeParse(1).error],
  ])("of %s is told in general words, with the request id and nothing else", async (_, thrown) => {
    const answer = await post(failing(thrown), "fail", {});
    expect(answer).toMatchObject({ status: 500, message: errorCodes.internal.message });
    expect(answer.data).toEqual({
      code: "internal",
      fields: {},
      requestId: "request-1",
      httpStatus: 500,
      path: "fail",
    });
    expect(answer.text).not.toContain("secret");
    expect(answer.text).not.toContain("stack");
  });

  test("in the database tells no SQL", async () => {
    const broken = router({
      fail: requires("event:browse").mutation(({ ctx }) => ctx.pool.execute("select secret from nowhere")),
    });
    const answer = await post(broken, "fail", {});
    expect(answer).toMatchObject({ status: 500, data: { code: "internal" } });
    expect(answer.text).not.toMatch(/secret|select|nowhere/u);
  });

  test("in an answer that does not fit its contract is ours, not the client's", async () => {
    const wrong = router({
      fail: requires("event:browse")
        .output(z.object({ title: z.string() }))
        // @ts-expect-error -- the wrong answer is the point
        .mutation(() => ({ title: null, secret: "secret" })),
    });
    const answer = await post(wrong, "fail", {});
    expect(answer).toMatchObject({ status: 500, data: { code: "internal", fields: {} } });
    expect(answer.text).not.toContain("secret");
  });
});

describe("the real API", () => {
  test("answers who is not signed in with 401, and a procedure that is not there with 404", async () => {
    expect(await post(appRouter, "events.create", {})).toMatchObject({
      status: 401,
      data: { code: "not_signed_in" },
    });
    expect(await post(appRouter, "events.explode", {})).toMatchObject({
      status: 404,
      data: { code: "not_found" },
    });
  });

  test("tells a stranger nothing of an input's faults: permission comes first", async () => {
    const answer = await post(appRouter, "users.changeRole", { userId: "1", role: "owner" });
    expect(answer).toMatchObject({ status: 401, data: { fields: {} } });
  });

  test("gives out only what the contract names", async () => {
    const admin = await organization.makeUser("admin", { hashedPassword: "$argon2id$secret" });
    const response = await fetchRequestHandler({
      endpoint: "/trpc",
      req: new Request(`http://localhost/trpc/users.list?input=${encodeURIComponent("{}")}`),
      router: appRouter,
      createContext: () => context(admin.ctx()),
    });
    const text = await response.text();
    expect(text).toContain(admin.email);
    expect(text).not.toContain("secret");
  });
});
