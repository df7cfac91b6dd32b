import ipaddr from "ipaddr.js";
import { lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";

export interface Answer {
  /** Null when there was none. */
  status: number | null;
  error: string | null;
  durationMs: number;
  /** The first kilobyte of its body. */
  body: string;
}

export interface PostOptions {
  /** Also to this machine and its networks, and without TLS: for tests, and for receivers next door. */
  allowsPrivate: boolean;
  /** From the first packet to the end of the answer. */
  timeoutMs?: number;
}

export type PostMessage = (url: string, headers: Record<string, string>, body: string) => Promise<Answer>;

const seconds = 10;

/** Of an answer its status counts, and its beginning is kept for the log; a receiver that sends more than this is cut off. */
const maxAnswerBytes = 64 * 1024;
const keptBytes = 1024;

/**
 * Sends a message where somebody in an organization wants it, which must not be a way into our own network. Addresses are
 * judged when the connection is made, by the very address that it is made to, so that a name that resolves to something
 * else a moment later gains nothing; redirects are not followed.
 */
export function createPostMessage({ allowsPrivate, timeoutMs = seconds * 1000 }: PostOptions): PostMessage {
  return async (url, headers, body) => {
    const startedAt = performance.now();
    const outcome = await post(new URL(url), headers, body, { allowsPrivate, timeoutMs }).catch(
      (error: unknown) => ({ status: null, error: reasonOf(error), body: "" }),
    );
    return { ...outcome, durationMs: Math.round(performance.now() - startedAt) };
  };
}

class Refusal extends Error {
  override name = "Refusal";
}

function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { allowsPrivate, timeoutMs }: Required<PostOptions>,
): Promise<Omit<Answer, "durationMs">> {
  return new Promise((resolve, reject) => {
    // Node resolves no literal, so that `lookup` would not be asked.
    const refused = allowsPrivate ? null : whyRefused(url);
    if (refused !== null) throw new Refusal(refusals[refused]);
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(url, {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "EventMaster-Webhooks/1.0",
      },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      maxHeaderSize: 16 * 1024,
      ...(allowsPrivate ? {} : { lookup: lookupPublic }),
    });
    request.on("error", reject);
    // Node closes such a connection without a word, and nobody would ever be told.
    request.on("upgrade", ({ statusCode = null }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, error: null, body: "" });
    });
    request.on("response", (response) => {
      let received = 0;
      const beginning: Buffer[] = [];
      // A receiver that has said 2xx has the message, also where its answer is too long, or too slow, or breaks off.
      const end = () => {
        response.destroy();
        const body = readable(Buffer.concat(beginning));
        resolve({ status: response.statusCode ?? null, error: null, body });
      };
      request.removeListener("error", reject).on("error", end);
      response.on("data", (chunk: Buffer) => {
        if (received < keptBytes) beginning.push(chunk.subarray(0, keptBytes - received));
        received += chunk.length;
        if (received > maxAnswerBytes) end();
      });
      for (const event of ["error", "close"]) response.on(event, end);
    });
    request.end(body);
  });
}

const refusals = {
  insecure: "The address must begin with https",
  private: "The address is in a private network",
};

/**
 * Why no message may go to this address, as far as it can be told without asking for its name; null if nothing is known
 * against it. What its name resolves to is judged at each sending.
 */
export function whyRefused(url: URL): keyof typeof refusals | null {
  if (url.protocol !== "https:") return "insecure";
  const host = url.hostname.replaceAll(/^\[|\]$/gu, "");
  const isNear = isIP(host) === 0 ? /(?:^|\.)localhost\.?$/u.test(host) : !isPublic(host);
  return isNear ? "private" : null;
}

/** Whatever bytes came, as text that PostgreSQL can keep. */
function readable(bytes: Buffer): string {
  return bytes.toString().replaceAll("\u0000", "\uFFFD");
}

/** What the operating system resolves, unless any of it is an address that must not be reached. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const isRefused = error === null && !addresses.every(({ address }) => isPublic(address));
    const [first] = addresses ?? [];
    if (error ?? isRefused) callback(error ?? new Refusal(refusals.private), "", 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  });
};

/**
 * Whether an address belongs to the open internet: not this machine, not a private, link-local (cloud metadata) or shared
 * network, nothing reserved, and no IPv4 address of that kind inside an IPv6 one.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  // Of IPv6, 2000::/3 is what is given out: `::7f00:1` would else be one, and is 127.0.0.1 by an old notation.
  const isGivenOut = parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.IPv6.parse("2000::"), 3);
  return isGivenOut && parsed.range() === "unicast";
}

/** For the delivery log: short, and nothing of what an answer said. */
function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof Error)) return "It could not be sent";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "No answer in time";
  if ("code" in error && typeof error.code === "string") return `Connection failed: ${error.code}`;
  return "The connection failed";
}
