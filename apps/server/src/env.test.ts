import { expect, test } from "vitest";
import { readSettings } from "./env.ts";
import { StartError } from "./start-error.ts";

const secret = "0123456789abcdef0123456789abcdef";

function refusal(args: string[], environment: NodeJS.ProcessEnv): string {
  try {
    readSettings(args, environment);
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error("The settings were accepted");
}

test("without any variable it is a development server on localhost with its own database", () => {
  expect(readSettings([], {})).toMatchObject({
    isProduction: false,
    port: 3000,
    host: "localhost",
    databaseUrl: undefined,
    secretKey: undefined,
    corsOrigins: [],
    trustedProxies: [],
  });
});

test("an empty variable is one that was left out", () => {
  expect(readSettings([], { PORT: "", DATABASE_URL: "", SECRET_KEY: "" }).port).toBe(3000);
});

test.each([
  ["PORT", "abc", "must be a whole number from 0 to 65535"],
  ["PORT", "70000", "must be a whole number from 0 to 65535"],
  ["PORT", "80.5", "must be a whole number from 0 to 65535"],
  ["DATABASE_URL", "mysql://localhost/x", "must look like postgres://user:password@host:5432/database"],
  ["REDIS_URL", "localhost:6379", "must look like redis://host:6379"],
  ["WEBHOOK_PRIVATE_ADDRESSES", "yes", "must be on or off"],
  ["APPLE_WALLET_PASS_TYPE", "org.example", "must look like pass.org.example.events"],
  ["GOOGLE_WALLET_ISSUER", "me", "must be the issuer's number"],
  ["RATE_LIMITS", "no", "must be on or off"],
  ["SECRET_KEY", "short", "must have at least 32 characters"],
  ["NODE_ENV", "staging", "must be development, production or test"],
  ["LOG_LEVEL", "loud", "must be silent, fatal, error, warn, info or debug"],
  ["CORS_ORIGINS", "example.org", "must be origins such as https://events.example.org"],
  ["DATABASE_POOL_SIZE", "0", "must be a whole number from 2 to 200"],
  ["PUBLIC_URL", "events.example.org", "must be where people reach this system"],
  ["PUBLIC_URL", "ftp://events.example.org", "must be where people reach this system"],
  ["SMTP_URL", "mail.example.org:25", "must look like smtps://user:password@mail.example.org"],
  ["MAIL_FROM", "EventMaster", "must be an address such as EventMaster <events@example.org>"],
  ["ACCESS_TOKEN_MINUTES", "0", "must be a whole number from 1 to 1440"],
  ["TRUSTED_PROXIES", "zzz", "must be addresses and networks such as 10.0.0.0/8"],
  ["TRUSTED_PROXIES", "10.0.0.0/33", "must be addresses and networks such as 10.0.0.0/8"],
  ["DATABASE_URL", "postgres://u:p@:bad:/x", "must look like postgres://user:password@host:5432/database"],
])("a bad %s (%s) is named, with what is expected", (name, value, expected) => {
  const sentence = refusal([], { [name]: value });
  expect(sentence).toContain(name);
  expect(sentence).toContain(expected);
});

test("a list of origins and proxies is read with its spaces", () => {
  const settings = readSettings([], {
    CORS_ORIGINS: "https://a.example, https://b.example",
    TRUSTED_PROXIES: "10.0.0.0/8 ,127.0.0.1",
  });
  expect(settings.corsOrigins).toEqual(["https://a.example", "https://b.example"]);
  expect(settings.trustedProxies).toEqual(["10.0.0.0/8", "127.0.0.1"]);
});

test("production has no default secret, wants to know its address, and refuses to throw its data away", () => {
  expect(refusal([], { NODE_ENV: "production" })).toMatch(/^SECRET_KEY must be set/u);
  expect(refusal([], { NODE_ENV: "production", SECRET_KEY: secret })).toMatch(/^PUBLIC_URL must be set/u);
  const production = { NODE_ENV: "production", SECRET_KEY: secret, PUBLIC_URL: "https://events.test" };
  expect(refusal(["--reset"], production)).toContain("--reset");
  expect(readSettings([], production)).toMatchObject({ isProduction: true, host: "0.0.0.0" });
});

test("the first admin needs both email and password", () => {
  expect(refusal([], { ADMIN_EMAIL: "a@b.test" })).toContain("go together");
  expect(readSettings([], { ADMIN_EMAIL: "a@b.test", ADMIN_PASSWORD: "long enough" }).firstAdmin).toEqual({
    email: "a@b.test",
    password: "long enough",
  });
});

test("flags are read, also behind pnpm's dashes, and an unknown one is named", () => {
  expect(readSettings(["--", "--lan", "--reset"], {})).toMatchObject({
    lan: true,
    reset: true,
    host: "0.0.0.0",
  });
  expect(refusal(["--bogus"], {})).toContain("--bogus");
});

test("mails come from the public host, unless told otherwise", () => {
  const from = (environment: NodeJS.ProcessEnv) => readSettings([], environment).mailFrom;
  expect(from({})).toBe("EventMaster <no-reply@localhost>");
  expect(from({ PUBLIC_URL: "https://events.example.org/" })).toBe(
    "EventMaster <no-reply@events.example.org>",
  );
  expect(from({ PUBLIC_URL: "http://192.168.1.5:3000" })).toBe("EventMaster <no-reply@localhost>");
  expect(from({ MAIL_FROM: "Our club <club@example.org>" })).toBe("Our club <club@example.org>");
});

test("links do not get two slashes", () => {
  expect(readSettings([], { PUBLIC_URL: "https://example.org/events/" }).publicUrl).toBe(
    "https://example.org/events",
  );
});

test("a part of the server needs a database that others share", () => {
  expect(refusal(["--role=worker"], {})).toContain("DATABASE_URL");
  expect(refusal(["--role=api"], {})).toContain("DATABASE_URL");
  expect(refusal(["--role=cook"], {})).toContain("cook");
  const database = { DATABASE_URL: "postgres://localhost/events" };
  expect(readSettings(["--role=worker"], database).role).toBe("worker");
  expect(readSettings([], database).role).toBe("all");
});

test("what a wallet needs is set as a whole, or not at all", () => {
  expect(refusal([], { APPLE_WALLET_PASS_TYPE: "pass.org.example" })).toContain("go together");
  expect(refusal([], { GOOGLE_WALLET_ISSUER: "33" })).toContain("go together");
  expect(readSettings([], {})).toMatchObject({ appleWallet: undefined, googleWallet: undefined });
  const google = readSettings([], { GOOGLE_WALLET_ISSUER: "33", GOOGLE_WALLET_KEY: "key.json" });
  expect(google.googleWallet).toEqual({ issuerId: "33", keyFile: "key.json" });
});
