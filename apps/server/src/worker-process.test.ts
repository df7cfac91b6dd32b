import { createTestDatabase, type TestDatabase } from "@eventmaster/db/test-database";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTick } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { endServers, makeDataDir, runServer } from "./testing/run-server.ts";

let dataDir: Awaited<ReturnType<typeof makeDataDir>>;
let database: TestDatabase;
beforeAll(async () => {
  [dataDir, database] = await Promise.all([makeDataDir(), createTestDatabase()]);
});
afterEach(endServers);
afterAll(async () => {
  await database.close();
  await dataDir.remove();
});

test("what an api process has queued, a worker process does; both end on the first signal", async () => {
  const environment = {
    DATA_DIR: dataDir.path,
    DATABASE_URL: database.url,
    NODE_ENV: "production",
    SECRET_KEY: "only-for-this-test-0123456789-abcdef",
    HOST: "127.0.0.1",
    PUBLIC_URL: "https://events.example.org",
  };
  const api = runServer(environment, ["--role=api"]);
  const response = await fetch(`${await api.url()}/api/v1/auth/password/forgot`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: await personIn(await api.url()) }),
  });
  expect(response.status).toBeLessThan(300);
  const waiting = await database.sql`select 1 from pgboss.job where name = 'mail.send' and state = 'created'`;
  expect(waiting.length).toBeGreaterThan(0);

  const worker = runServer({ ...environment, HEALTH_PORT: "0" }, ["--role=worker"]);
  let said = "";
  while (!said.includes("worker is running") && worker.child.stdout)
    said += String((await once(worker.child.stdout, "data"))[0]);
  const health = /http:\S+\/health/u.exec(said)?.[0] ?? "";
  for (const [path, status] of Object.entries({ live: 200, ready: 200, "../api/v1/events": 404 }))
    expect((await fetch(`${health}/${path}`)).status, path).toBe(status);
  const outbox = join(dataDir.path, "outbox");
  let files: string[] = [];
  while (files.length < waiting.length) {
    await nextTick();
    files = (await readdir(outbox).catch(() => [])).filter((file) => file.endsWith(".eml"));
  }
  const mails = await Promise.all(files.map((file) => readFile(join(outbox, file), "utf8")));
  for (const mail of mails) {
    expect(mail).toContain("no-reply@events.example.org");
    expect(mail).toContain("https://events.example.org/");
  }

  for (const process of [api, worker]) {
    const patience = setTimeout(() => process.child.kill("SIGKILL"), 5000);
    process.child.kill("SIGINT");
    expect(await process.exit()).toBe(0);
    clearTimeout(patience);
  }
}, 60_000);

/** Somebody who has just signed up. */
async function personIn(url: string): Promise<string> {
  const email = "somebody@company.test";
  const response = await fetch(`${url}/api/v1/auth/signup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "correct horse", display_name: "Somebody" }),
  });
  expect(response.status).toBe(201);
  return email;
}
