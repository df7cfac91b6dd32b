import { createAccessTokens } from "@eventmaster/core/accounts/access-tokens";
import { createRefreshTokens } from "@eventmaster/core/accounts/refresh-tokens";
import { ensureFirstAdmin } from "@eventmaster/core/accounts/ensure-first-admin";
import { loadTicketKeys, type TicketKeys } from "@eventmaster/core/check-in/ticket-keys";
import type { Logger } from "@eventmaster/core/context";
import { demoLogins, seedDemoData } from "@eventmaster/core/demo/seed-demo-data";
import { openJobQueue } from "@eventmaster/core/jobs/job-queue";
import { createLiveFeed } from "@eventmaster/core/live/live-feed";
import { createMailLinks } from "@eventmaster/core/notifications/mail-links";
import { defaultOrganization } from "@eventmaster/core/organizations/default-organization";
import type { ProcessFacts } from "@eventmaster/core/system/get-system-state";
import { createServer } from "node:net";
import { pino } from "pino";
import { renderUnicodeCompact } from "uqr";
import { buildApp } from "./app.ts";
import { findUnbuiltApps } from "./apps.ts";
import { readSettings, type Settings } from "./env.ts";
import { openDataDir } from "./data-dir.ts";
import { whenCommandEnds } from "./forebears.ts";
import { openHealthPort } from "./health.ts";
import { type Certificate, findLanAddress, loadCertificate } from "./lan.ts";
import { openDatabase } from "./open-database.ts";
import { openRateLimits } from "./open-rate-limits.ts";
import { openWallets } from "./open-wallets.ts";
import { openWorker } from "./open-worker.ts";
import { loadSecretKey } from "./secret-key.ts";
import { StartError } from "./start-error.ts";
import { version } from "./version.ts";

/** What is open, in the order of opening: closed in reverse. */
const open: (() => Promise<void>)[] = [];

async function start(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  if (settings.endsWithParent) whenCommandEnds(() => void stop().then(() => process.exit(0), fail));
  const servesPeople = settings.role !== "worker";
  const [unbuilt] = servesPeople ? findUnbuiltApps() : [];
  if (unbuilt)
    throw new StartError(`${unbuilt} is missing: run \`pnpm build\` first, or start with \`pnpm start\`.`);
  const lan = settings.lan ? findLanAddress() : null;
  if (servesPeople) await refuseTakenPort(settings);

  const logger = pino({
    level: settings.logLevel,
    redact: ["req.headers.authorization", "req.headers.cookie", "res.headers['set-cookie']"],
    serializers: {
      // Queries carry people's search words and ids: the path is enough.
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        path: request.url.split("?", 1)[0],
      }),
    },
  });
  if (settings.isProduction && settings.smtpUrl === undefined)
    logger.warn(
      { folder: settings.outboxDir },
      "SMTP_URL is not set: mails are kept as files and reach nobody",
    );
  await openDataDir(settings.dataDir);
  const secretKey = await loadSecretKey(settings);
  const database = await openDatabase(settings, (line) => logger.info({ source: "postgres" }, line));
  open.push(database.close);
  const { db } = database;
  const [organizationId, ticketKeys, jobs] = await Promise.all([
    defaultOrganization(db),
    loadTicketKeys(db),
    openJobQueue(db),
  ]);
  open.push(jobs.close, learnOfNewKeys(ticketKeys, logger));
  const wallets = await openWallets(settings);
  const services = {
    pool: db,
    ticketKeys,
    accessTokens: createAccessTokens(secretKey, settings.accessTokenSeconds),
    refreshTokens: createRefreshTokens(secretKey),
    jobs,
    mailLinks: createMailLinks(secretKey),
    wallets,
    webhooksReachPrivate: settings.webhooksReachPrivate,
    publicUrl: settings.publicUrl ?? addressOf(settings, settings.port, lan),
  };
  const startJobs = () => openWorker({ settings, url: database.url, services, logger });
  if (!servesPeople) {
    open.push(await startJobs());
    const { healthPort, host } = settings;
    const health =
      healthPort === undefined ? null : await openHealthPort({ host, port: healthPort }, db, logger);
    if (health !== null) open.push(health.close);
    const where = health === null ? "" : ` Its health is at http://${host}:${health.port}/health/ready.`;
    process.stdout.write(`EventMaster's worker is running.${where} Ctrl-C stops it.\n`);
    return;
  }
  if (settings.firstAdmin)
    await ensureFirstAdmin({ db, organizationId, now: new Date(), ...settings.firstAdmin });
  const hasDemo =
    !settings.isProduction && (await seedDemoData({ db, organizationId, ticketKeys, now: new Date() }));

  const limits = openRateLimits(settings, db, logger);
  open.push(() => limits.close());
  const certificate: Certificate | undefined =
    lan === null ? undefined : await loadCertificate(settings.dataDir, lan);
  const { rateLimiter } = limits;
  const live = createLiveFeed(db, logger);
  const facts: ProcessFacts = {
    version,
    startedAt: new Date(),
    mailMode: settings.smtpUrl === undefined ? "outbox" : "smtp",
    limitStore: limits.store,
  };
  const { corsOrigins } = settings;
  const host = { ...services, db, organizationId, rateLimiter, live, facts, corsOrigins };
  const app = await buildApp(host, {
    outboxDir: settings.isProduction || settings.smtpUrl !== undefined ? undefined : settings.outboxDir,
    logger,
    trustedProxies: settings.trustedProxies,
    https: certificate,
  });
  open.push(() => app.close());
  // Before the host: it waits for answers, and a subscription is one without an end.
  open.push(() => live.close());
  await app.listen({ port: settings.port, host: settings.host });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  // With PORT=0 the port is known only now.
  services.publicUrl = host.publicUrl = settings.publicUrl ?? addressOf(settings, port, lan);
  if (settings.role === "all") open.push(await startJobs());
  announce(settings, port, lan, hasDemo);
}

/** A key that was added while the server runs (`pnpm rotate:ticket-key`) is known a minute later. @returns what ends it */
function learnOfNewKeys(keys: TicketKeys, logger: Logger): () => Promise<void> {
  const timer = setInterval(() => {
    keys
      .reload()
      .catch((error: unknown) => logger.error({ err: error }, "the ticket keys could not be read"));
  }, 60_000);
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
}

/** Where this machine reaches the server; phones on the network, with --lan. */
function addressOf(settings: Settings, port: number, lan: string | null): string {
  if (lan !== null) return `https://${lan}:${port}`;
  const host = settings.host === "0.0.0.0" ? "localhost" : settings.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Asked before the database starts: the commonest mistake gets its answer at once. @throws StartError */
function refuseTakenPort({ port, host }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      reject(new StartError(explainListen(error, port, host)));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function explainListen(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} is in use: stop what runs there, or choose another with PORT=${port === 65_535 ? 3000 : port + 1}.`;
    case "EACCES":
      return `Port ${port} may not be used by this user: choose one above 1023 with PORT.`;
    default:
      return `The server cannot listen on ${host}:${port}: ${error.code ?? error.message}.`;
  }
}

function announce(settings: Settings, port: number, lan: string | null, hasDemo: boolean): void {
  const local = lan === null ? addressOf(settings, port, null) : `https://localhost:${port}`;
  const lines = ["", "EventMaster is running.", "", `  Web      ${local}/`, `  Scanner  ${local}/scanner/`];
  if (lan !== null) {
    const address = `${addressOf(settings, port, lan)}/`;
    lines.push(
      "",
      `  Phones on this network: ${address} (scanner: ${address}scanner/)`,
      "  The certificate is this machine's own: the browser asks once whether to go on.",
      "",
      renderUnicodeCompact(`${address}scanner/`, { border: 2 }),
    );
  }
  if (settings.smtpUrl === undefined) lines.push("", `  Mails are kept as files in ${settings.outboxDir}`);
  if (hasDemo) {
    lines.push("", "  Demo logins, all with the password password123:");
    for (const { email, says } of demoLogins) lines.push(`    ${email.padEnd(20)} ${says}`);
  }
  lines.push("", "  Ctrl-C stops it. Start with --reset for fresh demo data, with --lan for phones.", "");
  process.stdout.write(`${lines.join("\n")}\n`);
}

let stopping: Promise<void> | undefined;

/** Closes what was opened, newest first; a second signal does not wait. */
function stop(): Promise<void> {
  stopping ??= (async () => {
    for (const close of open.toReversed()) await close();
  })();
  return stopping;
}

function stopOn(signal: NodeJS.Signals): void {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    void stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  });
}

function fail(error: unknown): never {
  const isExpected = error instanceof StartError;
  process.stderr.write(
    `${isExpected ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}

stopOn("SIGINT");
stopOn("SIGTERM");
stopOn("SIGHUP");
try {
  await start();
} catch (error) {
  await stop().catch(() => {});
  fail(error);
}
