import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer, Socket } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import {
  findPostgresBinaries,
  findPostgresBinariesForAnyone,
  type PostgresBinaries,
} from "./postgres-binaries.ts";
import { endOrphan, findPostmaster, isReady, postmasterName } from "./postmaster.ts";

export type EmbeddedServerOptions = {
  /** Made when missing. Holds the cluster and its password; delete it to begin anew. */
  dataDir: string;
  /** A free port of the loopback interface when absent. */
  port?: number | undefined;
  /** "off" gives up crash safety for speed: only for databases that tests throw away. */
  durability?: "on" | "off" | undefined;
  /** Receives what PostgreSQL logs, line by line. Values and statements are kept out of it. */
  log?: ((line: string) => void) | undefined;
};

export type EmbeddedServer = { url: string; port: number; stop: () => Promise<void> };

type User = { uid: number; gid: number };
type Secret = { id: string; password: string };
type Cluster = Secret & { pgData: string; runAs: User | undefined };

const superuser = "eventmaster";

/** Nothing of our own environment: a PGDATA or PGPORT meant for something else would reach PostgreSQL. */
const environment = { LC_ALL: "C" };

/**
 * Starts a real PostgreSQL 18 for this process and stops it with `stop()` in under 3 s. It listens on the loopback
 * interface only and asks for the password (SCRAM); there is no unix socket. If this process dies without stopping
 * it, a watchdog does; what the watchdog misses, the next start ends.
 *
 * PostgreSQL refuses to run as root. As root we start it as the cluster's owner (a new cluster belongs to `postgres` or
 * `nobody`). That user may be unable to reach the data directory, for instance below /root, so we enter it while still
 * root and name it `/proc/self/cwd`: the data stay where they were asked for, and no parent directory is opened up.
 *
 * Throws one sentence when another live process uses the directory, when the port is taken or the files belong to someone else.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const isRoot = process.getuid?.() === 0;
  if (isRoot && process.platform !== "linux") {
    throw new Error("PostgreSQL refuses to run as root: start EventMaster as an ordinary user.");
  }
  const binaries = isRoot ? await findPostgresBinariesForAnyone() : await findPostgresBinaries();
  const cluster = await openCluster(dataDir, binaries, isRoot, options.durability === "off");

  const giveUp = Date.now() + 60_000;
  for (;;) {
    await takeOver(cluster, dataDir);
    const port = options.port ?? (await findFreePort());
    const lines: string[] = [];
    const server = launch(cluster, binaries, port, options, lines);
    if (await becomesReady(server, cluster, giveUp)) {
      const watchdog = startWatchdog(server, cluster);
      const password = encodeURIComponent(cluster.password);
      const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
      let stopping: Promise<void> | undefined;
      return { url, port, stop: () => (stopping ??= stopServer(server, watchdog, cluster, binaries)) };
    }
    const reason = explain(lines, dataDir, port);
    const isPassing =
      (reason.kind === "port" && options.port === undefined) || reason.kind === "leftovers of a crash";
    if (!isPassing || Date.now() > giveUp) throw new Error(reason.sentence);
    await sleep(100);
  }
}

/** Opens the cluster, making it first if need be. The whole cluster appears by one rename: never half of it. */
async function openCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  isRoot: boolean,
  isDisposable: boolean,
): Promise<Cluster> {
  const home = join(dataDir, "postgres");
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const isNew = !(await stat(home).catch(() => undefined));
    if (isNew) await createCluster(dataDir, home, binaries, isRoot, isDisposable);

    const pgData = join(home, "cluster");
    const { uid, gid } = await stat(pgData);
    if (!isRoot && process.getuid && uid !== process.getuid())
      throw Object.assign(new Error(), { code: "EPERM" });
    const secret: Secret = JSON.parse(await readFile(join(home, "secret.json"), "utf8"));
    return { pgData, ...secret, runAs: isRoot ? { uid, gid } : undefined };
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM")) throw error;
    throw new Error(
      isRoot
        ? "PostgreSQL refuses to run as root, and this root may not become another user: start as an ordinary user."
        : `The database in ${dataDir} belongs to another user: run as that user or choose another directory.`,
      { cause: error },
    );
  }
}

async function createCluster(
  dataDir: string,
  home: string,
  binaries: PostgresBinaries,
  isRoot: boolean,
  isDisposable: boolean,
): Promise<void> {
  const draft = await mkdtemp(join(dataDir, "new-"));
  try {
    const pgData = join(draft, "cluster");
    const passwordFile = join(draft, "password");
    const secret: Secret = {
      id: randomBytes(8).toString("hex"),
      password: randomBytes(24).toString("base64url"),
    };
    await mkdir(pgData, { mode: 0o700 });
    await writeFile(passwordFile, secret.password, { mode: 0o600 });
    await writeFile(join(draft, "secret.json"), JSON.stringify(secret), { mode: 0o600 });
    const runAs = isRoot ? await chooseUnprivilegedUser() : undefined;
    if (runAs) {
      await chown(pgData, runAs.uid, runAs.gid);
      await chown(passwordFile, runAs.uid, runAs.gid);
    }

    // Handed over as an open file, which initdb can read again wherever the path may lie.
    const password = await open(passwordFile, "r");
    const initdb = spawn(
      binaries.initdb,
      [
        `--pgdata=${runAs ? "/proc/self/cwd" : pgData}`,
        `--pwfile=${runAs ? "/proc/self/fd/3" : passwordFile}`,
        `--username=${superuser}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        // Case and order come from PostgreSQL itself, the same on every machine.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        // pg_trgm and full-text search still ask the system which characters are letters.
        `--lc-ctype=${process.platform === "darwin" ? "en_US.UTF-8" : process.platform === "win32" ? "C" : "C.UTF-8"}`,
        "--no-instructions",
        ...(isDisposable ? ["--no-sync"] : []),
      ],
      {
        cwd: pgData,
        env: environment,
        stdio: ["ignore", "ignore", "pipe", password.fd],
        ...runAs,
      },
    );
    let complaint = "";
    initdb.stderr?.on("data", (chunk) => (complaint += String(chunk)));
    await once(initdb, "close");
    await password.close();
    await rm(passwordFile);
    if (initdb.exitCode !== 0) {
      throw new Error(`PostgreSQL could not make a database in ${dataDir}: ${complaint.trim()}`);
    }

    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Two starts at once: the other one's cluster is there first, and we go on with it.
    if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
  }
}

/** initdb needs a user that has a name. `nobody` exists everywhere; we add no user to anybody's machine. */
async function chooseUnprivilegedUser(): Promise<User> {
  const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const [, , uid, gid] =
    users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody") ?? [];
  if (!uid || !gid) {
    throw new Error(
      "PostgreSQL refuses to run as root and there is no user `nobody`: run EventMaster as an ordinary user.",
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Makes sure that nobody serves this cluster: ends a server whose starter is gone, refuses when the starter lives. */
async function takeOver(cluster: Cluster, dataDir: string): Promise<void> {
  const other = await findPostmaster(cluster.pgData, cluster.id);
  if (!other) return;
  if (!other.isOrphan) throw new Error(inUse(dataDir, `process ${other.owner}`));
  await endOrphan(cluster.pgData, cluster.id, other.pid);
}

function launch(
  cluster: Cluster,
  binaries: PostgresBinaries,
  port: number,
  options: EmbeddedServerOptions,
  lines: string[],
): ChildProcess {
  const settings: Record<string, string | number> = {
    cluster_name: postmasterName(cluster.id),
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    jit: "off",
    // A failed statement holds people's data, and the caller gets its error anyway.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_line_prefix: "",
    log_checkpoints: "off",
    ...(options.durability === "off"
      ? {
          // Several test files at once, each of which may be two servers.
          max_connections: 300,
          fsync: "off",
          synchronous_commit: "off",
          full_page_writes: "off",
          wal_level: "minimal",
          max_wal_senders: 0,
          shared_buffers: "64MB",
          io_method: "sync",
          autovacuum: "off",
          checkpoint_timeout: "1h",
          max_wal_size: "2GB",
        }
      : {}),
  };
  const server = spawn(
    binaries.postgres,
    [
      "-D",
      cluster.runAs ? "/proc/self/cwd" : cluster.pgData,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      cwd: cluster.pgData,
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
      // Its own session: Ctrl-C must reach our shutdown first, not pull the database from under it.
      detached: true,
      ...cluster.runAs,
    },
  );
  server.on("error", (error) => lines.push(`FATAL:  ${error.message}`));
  if (server.stderr) {
    createInterface(server.stderr).on("line", (line) => {
      lines.push(line);
      if (lines.length > 50) lines.shift();
      options.log?.(line);
    });
  }
  return server;
}

async function becomesReady(server: ChildProcess, cluster: Cluster, giveUp: number): Promise<boolean> {
  let hasEnded = false;
  server.once("close", () => (hasEnded = true));
  while (!hasEnded && Date.now() < giveUp) {
    if (server.pid && (await isReady(cluster.pgData, server.pid))) return true;
    await sleep(10);
  }
  server.kill("SIGQUIT");
  return false;
}

function explain(
  lines: string[],
  dataDir: string,
  port: number,
): { kind: "in use" | "port" | "leftovers of a crash" | "other"; sentence: string } {
  const text = lines.join("\n");
  if (text.includes('lock file "postmaster.pid"')) {
    return { kind: "in use", sentence: inUse(dataDir, "another process") };
  }
  if (text.includes("could not create any TCP/IP sockets")) {
    return {
      kind: "port",
      sentence: `Port ${port} is taken: free it or choose another port for the database.`,
    };
  }
  const fatal = lines.findLast((line) => line.includes("FATAL:")) ?? lines.at(-1) ?? "it gave no reason";
  const sentence = `PostgreSQL could not start in ${dataDir}: ${fatal.replace(/^.*FATAL:\s*/, "")}.`;
  const isLeftover = text.includes("pre-existing shared memory block");
  return { kind: isLeftover ? "leftovers of a crash" : "other", sentence };
}

function inUse(dataDir: string, by: string): string {
  return `The database in ${dataDir} is in use by ${by}: stop it first or choose another directory.`;
}

/** Waits for our death (the end of its input), then asks PostgreSQL to shut down. Windows has no such shell. */
function startWatchdog(server: ChildProcess, cluster: Cluster): ChildProcess | undefined {
  if (process.platform === "win32") return undefined;
  const watchdog = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$1"', "sh", String(server.pid)], {
    cwd: "/",
    env: environment,
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    ...cluster.runAs,
  });
  watchdog.unref();
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  // Without a shell there is no watchdog; the next start still ends what is left.
  watchdog.on("error", () => {});
  server.once("exit", () => watchdog.kill("SIGKILL"));
  return watchdog;
}

/** A fast shutdown: sessions end, a checkpoint is written. What does not end in time is recovered at the next start. */
async function stopServer(
  server: ChildProcess,
  watchdog: ChildProcess | undefined,
  cluster: Cluster,
  binaries: PostgresBinaries,
): Promise<void> {
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  if (!hasEnded()) {
    const closed = once(server, "close");
    const immediate = setTimeout(() => server.kill("SIGQUIT"), 2000);
    const kill = setTimeout(() => server.kill("SIGKILL"), 2600);
    if (process.platform === "win32") {
      spawn(binaries.pgCtl, ["stop", "-D", cluster.pgData, "-m", "fast"], { stdio: "ignore" });
    } else {
      server.kill("SIGINT");
    }
    await closed;
    clearTimeout(immediate);
    clearTimeout(kill);
  }
  if (watchdog && watchdog.exitCode === null && watchdog.signalCode === null) {
    const gone = once(watchdog, "exit");
    watchdog.ref();
    watchdog.kill("SIGKILL");
    await gone;
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || !address) throw new Error("No port is free on 127.0.0.1.");
  return address.port;
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
