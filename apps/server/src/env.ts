import { isIP } from "node:net";
import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { StartError } from "./start-error.ts";

/** The checkout: everything that a relative path means is below it. */
export const rootDir = join(import.meta.dirname, "../../..");

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

function wholeNumber(min: number, max: number) {
  const expected = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/u, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}

function isAddressOrNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  const isNetwork =
    bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  return version !== 0 && isNetwork && rest.length === 0;
}

const variables = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"], "must be development, production or test")
    .default("development"),
  PORT: wholeNumber(0, 65_535).default(3000),
  HEALTH_PORT: wholeNumber(0, 65_535).optional(),
  HOST: z.string().min(1, "must be a host name or address").optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(?:ql)?:\/\/.+/u.test(text) && URL.canParse(text),
      "must look like postgres://user:password@host:5432/database",
    )
    .optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(20),
  DATA_DIR: z.string().min(1, "must be a folder").default(".data"),
  SECRET_KEY: z
    .string()
    .min(32, "must have at least 32 characters, such as `openssl rand -base64 48` prints")
    .optional(),
  ACCESS_TOKEN_MINUTES: wholeNumber(1, 1440).default(30),
  TRUSTED_PROXIES: list.pipe(
    z.array(
      z
        .string()
        .refine(isAddressOrNetwork, "must be addresses and networks such as 10.0.0.0/8, separated by commas"),
    ),
  ),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/u, "must look like redis://host:6379")
    .optional(),
  RATE_LIMITS: z.enum(["on", "off"], "must be on or off").default("on"),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/u,
      error: "must be where people reach this system, such as https://events.example.org",
    })
    .transform((url) => url.replace(/\/+$/u, ""))
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/u, "must look like smtps://user:password@mail.example.org")
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u,
      "must be an address such as EventMaster <events@example.org>",
    )
    .optional(),
  WEBHOOK_PRIVATE_ADDRESSES: z.enum(["on", "off"], "must be on or off").default("off"),
  APPLE_WALLET_PASS_TYPE: z.string().startsWith("pass.", "must look like pass.org.example.events").optional(),
  APPLE_WALLET_TEAM: z.string().min(1, "must be the team's identifier").optional(),
  APPLE_WALLET_CERTIFICATE: z.string().min(1, "must be a PEM file").optional(),
  APPLE_WALLET_KEY: z.string().min(1, "must be a PEM file").optional(),
  APPLE_WALLET_KEY_PASSPHRASE: z.string().optional(),
  APPLE_WALLET_AUTHORITY: z.string().min(1, "must be a PEM file").optional(),
  GOOGLE_WALLET_ISSUER: z.string().regex(/^\d+$/u, "must be the issuer's number").optional(),
  GOOGLE_WALLET_KEY: z.string().min(1, "must be the JSON file of a service account").optional(),
  CORS_ORIGINS: list.pipe(
    z.array(z.url("must be origins such as https://events.example.org, separated by commas")),
  ),
  ADMIN_EMAIL: z.email("must be an email address").optional(),
  ADMIN_PASSWORD: z
    .string()
    .min(8, "must have at least 8 characters")
    .max(200, "must have at most 200 characters")
    .optional(),
  LOG_LEVEL: z
    .enum(
      ["silent", "fatal", "error", "warn", "info", "debug"],
      "must be silent, fatal, error, warn, info or debug",
    )
    .optional(),
});

const roles = ["all", "api", "worker"] as const;
type Role = (typeof roles)[number];

export interface AppleWalletFiles {
  passTypeIdentifier: string;
  teamIdentifier: string;
  certificateFile: string;
  keyFile: string;
  keyPassphrase: string | undefined;
  authorityFile: string;
}

export interface Settings {
  isProduction: boolean;
  port: number;
  host: string;
  /** Where a process that only works off jobs says how it is. Undefined: nowhere. */
  healthPort: number | undefined;
  /** Undefined: the embedded PostgreSQL, with its data in `dataDir`. */
  databaseUrl: string | undefined;
  databasePoolSize: number;
  dataDir: string;
  /** Undefined: made at the first start and kept in `dataDir`; never in production. */
  secretKey: string | undefined;
  accessTokenSeconds: number;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Undefined: rate limits are counted in the database. */
  redisUrl: string | undefined;
  hasRateLimits: boolean;
  /** Where people reach this system, for links in mails. Undefined: at the address it listens on. */
  publicUrl: string | undefined;
  /** Undefined: mails are kept as files in `outboxDir`. */
  smtpUrl: string | undefined;
  outboxDir: string;
  mailFrom: string;
  corsOrigins: string[];
  /** Webhooks may also go to private addresses and without TLS. */
  webhooksReachPrivate: boolean;
  /** Files with what Apple and Google give to those who make passes; undefined where it was not set up. */
  appleWallet: AppleWalletFiles | undefined;
  googleWallet: { issuerId: string; keyFile: string } | undefined;
  /** Who becomes admin of a system that has none. */
  firstAdmin: { email: string; password: string } | undefined;
  logLevel: "silent" | "fatal" | "error" | "warn" | "info" | "debug";
  /** Serve people (api), work off jobs such as mails (worker), or both. */
  role: Role;
  /** Begin with fresh demo data. */
  reset: boolean;
  /** Serve phones on the local network, by HTTPS. */
  lan: boolean;
  /** Of `pnpm check:data`: the file that keeps where the audit logs ended. */
  anchors: string | undefined;
  /** Started by `pnpm start`, which may be ended without passing the signal on. */
  endsWithParent: boolean;
}

/**
 * The server's settings, from the environment and the command line.
 * @throws StartError that names the variable or flag and says what is expected
 */
export function readSettings(args: string[], environment: NodeJS.ProcessEnv = process.env): Settings {
  const flags = readFlags(args);
  // An empty variable is one that was left out: docker compose passes those.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartError(`${issue?.path.join(".")} ${issue?.message}.`);
  }
  const env = parsed.data;
  const isProduction = env.NODE_ENV === "production";
  if (isProduction && env.SECRET_KEY === undefined)
    throw new StartError(
      "SECRET_KEY must be set when NODE_ENV is production: at least 32 characters, such as `openssl rand -base64 48` prints.",
    );
  if (isProduction && env.PUBLIC_URL === undefined)
    throw new StartError(
      "PUBLIC_URL must be set when NODE_ENV is production: where people reach this system, such as https://events.example.org. Links in mails begin with it.",
    );
  if (isProduction && env.RATE_LIMITS === "off")
    throw new StartError("RATE_LIMITS=off is for tests and refused when NODE_ENV is production.");
  if (isProduction && flags.reset)
    throw new StartError("--reset deletes all data and is refused when NODE_ENV is production.");
  if ((env.ADMIN_EMAIL === undefined) !== (env.ADMIN_PASSWORD === undefined))
    throw new StartError("ADMIN_EMAIL and ADMIN_PASSWORD go together: set both, or neither.");
  if (flags.role !== "all" && env.DATABASE_URL === undefined)
    throw new StartError(
      "--role=api and --role=worker share a database between processes: set DATABASE_URL.",
    );
  const dataDir = isAbsolute(env.DATA_DIR) ? env.DATA_DIR : join(rootDir, env.DATA_DIR);
  return {
    isProduction,
    port: env.PORT,
    host: flags.lan ? "0.0.0.0" : (env.HOST ?? (isProduction ? "0.0.0.0" : "localhost")),
    healthPort: env.HEALTH_PORT,
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    dataDir,
    secretKey: env.SECRET_KEY,
    accessTokenSeconds: env.ACCESS_TOKEN_MINUTES * 60,
    trustedProxies: env.TRUSTED_PROXIES,
    redisUrl: env.REDIS_URL,
    hasRateLimits: env.RATE_LIMITS === "on",
    publicUrl: env.PUBLIC_URL,
    smtpUrl: env.SMTP_URL,
    outboxDir: join(dataDir, "outbox"),
    mailFrom: env.MAIL_FROM ?? `EventMaster <no-reply@${mailDomain(env.PUBLIC_URL)}>`,
    corsOrigins: env.CORS_ORIGINS,
    webhooksReachPrivate: env.WEBHOOK_PRIVATE_ADDRESSES === "on",
    appleWallet: appleWalletOf(env),
    googleWallet: googleWalletOf(env),
    firstAdmin:
      env.ADMIN_EMAIL !== undefined && env.ADMIN_PASSWORD !== undefined
        ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD }
        : undefined,
    logLevel: env.LOG_LEVEL ?? (isProduction ? "info" : "warn"),
    role: flags.role,
    reset: flags.reset,
    lan: flags.lan,
    anchors: flags.anchors,
    endsWithParent: environment["npm_lifecycle_event"] === "start",
  };
}

/** The host's name, where it has one: an IP address is no mail domain. */
function mailDomain(publicUrl: string | undefined): string {
  const host = publicUrl === undefined ? "" : new URL(publicUrl).hostname;
  return /[a-z]/iu.test(host) && !host.startsWith("[") ? host : "localhost";
}

const knownFlags = "There are --reset, --lan and --role=all, api or worker";

function readFlags(args: string[]): {
  reset: boolean;
  lan: boolean;
  role: Role;
  anchors: string | undefined;
} {
  const { reset, lan, role: given, anchors } = parseFlags(args);
  const role = roles.find((role) => role === given);
  if (role === undefined) throw new StartError(`There is no role "${given}". ${knownFlags}.`);
  return { reset, lan, role, anchors };
}

function parseFlags(args: string[]) {
  try {
    const { values } = parseArgs({
      // `pnpm start -- --lan` hands the dashes on.
      args: args.filter((arg) => arg !== "--"),
      options: {
        reset: { type: "boolean", default: false },
        lan: { type: "boolean", default: false },
        role: { type: "string", default: "all" },
        anchors: { type: "string" },
      },
    });
    return values;
  } catch (error) {
    throw new StartError(
      `${error instanceof Error ? error.message.split(".")[0] : "Unknown option"}. ${knownFlags}.`,
    );
  }
}

/** @throws StartError when only some of it is set */
function appleWalletOf(env: z.infer<typeof variables>): AppleWalletFiles | undefined {
  const {
    APPLE_WALLET_PASS_TYPE: passTypeIdentifier,
    APPLE_WALLET_TEAM: teamIdentifier,
    APPLE_WALLET_CERTIFICATE: certificateFile,
    APPLE_WALLET_KEY: keyFile,
    APPLE_WALLET_AUTHORITY: authorityFile,
    APPLE_WALLET_KEY_PASSPHRASE: keyPassphrase,
  } = env;
  const parts = [passTypeIdentifier, teamIdentifier, certificateFile, keyFile, authorityFile];
  if (parts.every((part) => part === undefined)) return undefined;
  if (!passTypeIdentifier || !teamIdentifier || !certificateFile || !keyFile || !authorityFile)
    throw new StartError(
      "APPLE_WALLET_PASS_TYPE, APPLE_WALLET_TEAM, APPLE_WALLET_CERTIFICATE, APPLE_WALLET_KEY and APPLE_WALLET_AUTHORITY go together: set all, or none.",
    );
  return { passTypeIdentifier, teamIdentifier, certificateFile, keyFile, authorityFile, keyPassphrase };
}

/** @throws StartError when only one of the two is set */
function googleWalletOf(env: z.infer<typeof variables>): Settings["googleWallet"] {
  const { GOOGLE_WALLET_ISSUER: issuerId, GOOGLE_WALLET_KEY: keyFile } = env;
  if (issuerId === undefined && keyFile === undefined) return undefined;
  if (!issuerId || !keyFile)
    throw new StartError("GOOGLE_WALLET_ISSUER and GOOGLE_WALLET_KEY go together: set both, or neither.");
  return { issuerId, keyFile };
}
