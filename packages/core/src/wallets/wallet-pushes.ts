import type { AppleWallet } from "@eventmaster/tickets/apple-pass";
import type { GoogleWallet } from "@eventmaster/tickets/google-pass";
import { importPKCS8, SignJWT } from "jose";
import { once } from "node:events";
import { connect } from "node:http2";
import { z } from "zod";
import { JobFailure } from "../jobs/job-failure.ts";

/** Where the two companies are told: other addresses in tests only. */
export interface WalletHosts {
  applePush: string;
  googleToken: string;
  googleObjects: string;
  /** Whom a test's server is certified by. */
  authority?: string | undefined;
}

export const walletHosts: WalletHosts = {
  applePush: "https://api.push.apple.com",
  googleToken: "https://oauth2.googleapis.com/token",
  googleObjects: "https://walletobjects.googleapis.com/walletobjects/v1",
};

const timeoutMs = 10_000;

/**
 * Tells phones that a pass has changed, by Apple's push service; what changed, each asks of us. All on one connection.
 * @returns the tokens of phones that do not have the pass any more
 * @throws JobFailure when the service does not take it
 */
export async function pushToApple(
  wallet: AppleWallet,
  pushTokens: string[],
  hosts: WalletHosts,
): Promise<string[]> {
  const session = connect(hosts.applePush, {
    cert: wallet.certificate,
    key: wallet.key,
    passphrase: wallet.keyPassphrase,
    ...(hosts.authority === undefined ? {} : { ca: hosts.authority }),
  });
  const failed = new Promise<never>((_, reject) => {
    session.on("error", (error: NodeJS.ErrnoException) => {
      reject(new JobFailure(`Apple's push service: ${error.code ?? error.name}`, { isFinal: false }));
    });
    session.setTimeout(timeoutMs, () => session.destroy(new Error("No answer in time")));
  });
  failed.catch(() => {});
  try {
    const gone: string[] = [];
    for (const pushToken of pushTokens) {
      const stream = session.request({
        ":method": "POST",
        ":path": `/3/device/${encodeURIComponent(pushToken)}`,
        "apns-topic": wallet.passTypeIdentifier,
        "apns-push-type": "background",
        "apns-priority": "5",
      });
      stream.on("error", () => {});
      stream.end("{}");
      const [headers] = await Promise.race([once(stream, "response"), failed]);
      stream.resume();
      const status = Number(headers[":status"]);
      // 410 Unregistered, 400 BadDeviceToken: that phone will never take one again.
      if (status === 410 || status === 400) gone.push(pushToken);
      else if (status !== 200)
        throw new JobFailure(`Apple's push service answered ${status}`, { isFinal: status === 403 });
    }
    return gone;
  } finally {
    session.close();
  }
}

const tokenAnswer = z.object({ access_token: z.string() });

/** Changes what Google keeps. What it does not know was never saved. @throws JobFailure */
export async function patchAtGoogle(
  wallet: GoogleWallet,
  changes: { kind: "eventTicketClass" | "eventTicketObject"; id: string; fields: object }[],
  hosts: WalletHosts,
): Promise<void> {
  const key = await importPKCS8(wallet.privateKey, "RS256");
  const assertion = await new SignJWT({ scope: "https://www.googleapis.com/auth/wallet_object.issuer" })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(wallet.email)
    .setAudience(hosts.googleToken)
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(key);
  const grant = await ask(hosts.googleToken, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }),
  });
  const { access_token } = tokenAnswer.parse(await grant.json());
  for (const { kind, id, fields } of changes)
    await ask(`${hosts.googleObjects}/${kind}/${encodeURIComponent(id)}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
      body: JSON.stringify(fields),
    });
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, {
    ...init,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw new JobFailure("Google Wallet cannot be reached", { isFinal: false });
  });
  if (answer.ok || answer.status === 404) return answer;
  throw new JobFailure(`Google Wallet answered ${answer.status}`, { isFinal: answer.status === 403 });
}
