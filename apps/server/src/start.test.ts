import { createServer } from "node:net";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { endServers, makeDataDir, runServer } from "./testing/run-server.ts";

let dataDir: Awaited<ReturnType<typeof makeDataDir>>;
beforeAll(async () => {
  dataDir = await makeDataDir();
});
afterEach(endServers);
afterAll(() => dataDir.remove());

/** One sentence, and nothing of the code's inside. */
function expectSentence(output: string): void {
  expect(output.trim().split("\n")).toHaveLength(1);
  expect(output).not.toMatch(/\bat .*\.ts|node:|Error:/u);
}

// Each starts a process of its own, beside other files that use both cores.
describe("a start that cannot succeed is one sentence and exit code 1", { timeout: 30_000 }, () => {
  test("the port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const server = runServer({ DATA_DIR: dataDir.path, PORT: String(port), HOST: "127.0.0.1" });
    expect(await server.exit()).toBe(1);
    expectSentence(server.output());
    expect(server.output()).toContain(`Port ${port} is in use`);
    other.close();
  });

  test("the database cannot be reached", async () => {
    const server = runServer({
      DATA_DIR: dataDir.path,
      DATABASE_URL: "postgres://somebody:secret-password@127.0.0.1:1/nothing",
    });
    expect(await server.exit()).toBe(1);
    expectSentence(server.output());
    expect(server.output()).toContain("127.0.0.1:1/nothing cannot be reached");
    expect(server.output()).not.toContain("secret-password");
  });

  test("a variable is wrong", async () => {
    const server = runServer({ DATA_DIR: dataDir.path, PORT: "http" });
    expect(await server.exit()).toBe(1);
    expectSentence(server.output());
    expect(server.output()).toContain("PORT must be a whole number");
  });

  test.each(["/etc/passwd", "/proc/x"])("the data folder %s cannot be used", async (path) => {
    const server = runServer({ DATA_DIR: path });
    expect(await server.exit()).toBe(1);
    expectSentence(server.output());
    expect(server.output()).toContain(`DATA_DIR ${path} cannot be used`);
  });

  test("a flag does not exist", async () => {
    const server = runServer({ DATA_DIR: dataDir.path }, ["--rest"]);
    expect(await server.exit()).toBe(1);
    expectSentence(server.output());
  });
});

describe("a server that runs", () => {
  async function eventIds(url: string): Promise<string[]> {
    const response = await fetch(`${url}/api/v1/events?limit=100`);
    expect(response.status).toBe(200);
    const page = (await response.json()) as { items: { id: string }[] };
    return page.items.map((event) => event.id);
  }

  test("prints its addresses and logins, ends in under 5 s with its database, and finds the data again", async () => {
    const first = runServer({ DATA_DIR: dataDir.path });
    const before = await eventIds(await first.url());
    expect(before.length).toBeGreaterThan(30);
    expect(first.output()).toContain("/scanner/");
    for (const email of ["member@company.com", "org@company.com", "admin@company.com", "password123"])
      expect(first.output()).toContain(email);

    first.child.kill("SIGINT");
    const patience = setTimeout(() => first.child.kill("SIGKILL"), 5000);
    expect(await first.exit()).toBe(0);
    clearTimeout(patience);

    const second = runServer({ DATA_DIR: dataDir.path });
    expect(await eventIds(await second.url())).toEqual(before);
    second.child.kill("SIGTERM");
    expect(await second.exit()).toBe(0);

    const fresh = runServer({ DATA_DIR: dataDir.path }, ["--reset"]);
    const after = await eventIds(await fresh.url());
    expect(after.length).toBe(before.length);
    expect(after).not.toEqual(before);
    fresh.child.kill("SIGINT");
    expect(await fresh.exit()).toBe(0);
  }, 60_000);

  test("survives that an earlier one was killed in its tracks", async () => {
    const killed = runServer({ DATA_DIR: dataDir.path });
    const before = await eventIds(await killed.url());
    killed.child.kill("SIGKILL");
    await killed.exit();
    const next = runServer({ DATA_DIR: dataDir.path });
    expect(await eventIds(await next.url())).toEqual(before);
    next.child.kill("SIGINT");
    expect(await next.exit()).toBe(0);
  }, 60_000);

  test("with --lan speaks HTTPS, and prints the address as a QR code", async () => {
    const server = runServer({ DATA_DIR: dataDir.path }, ["--lan"]);
    const url = await server.url();
    expect(url).toMatch(/^https:/u);
    expect(server.output()).toMatch(/https:\/\/\d+\.\d+\.\d+\.\d+:\d+\//u);
    expect(server.output()).toMatch(/[█▀▄]{10}/u);
    await expect(fetch(`${url}/health/ready`)).rejects.toMatchObject({
      cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    });
    server.child.kill("SIGINT");
    expect(await server.exit()).toBe(0);
  }, 60_000);

  test("in production wants a secret, adds no demo data, and makes its first admin", async () => {
    const production = {
      DATA_DIR: `${dataDir.path}/production`,
      NODE_ENV: "production",
      SECRET_KEY: "only-for-this-test-0123456789-abcdef",
      PUBLIC_URL: "https://events.example.org",
      ADMIN_EMAIL: "first@company.test",
      ADMIN_PASSWORD: "correct horse",
      HOST: "127.0.0.1",
    };
    const server = runServer(production);
    const url = await server.url();
    expect(await eventIds(url)).toEqual([]);
    expect(server.output()).not.toContain("password123");
    expect(server.output()).toContain("SMTP_URL is not set");
    const login = await fetch(`${url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "FIRST@company.test", password: "correct horse" }),
    });
    expect(await login.json()).toMatchObject({ user: { role: "admin" }, token_type: "bearer" });
    server.child.kill("SIGINT");
    expect(await server.exit()).toBe(0);
  }, 60_000);
});
