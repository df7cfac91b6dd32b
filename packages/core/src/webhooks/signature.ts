import { createHmac, randomBytes } from "node:crypto";

const mark = "whsec_";

/** A secret as Standard Webhooks writes it: 24 to 64 random bytes in base64. */
export function createSecret(): string {
  return `${mark}${randomBytes(32).toString("base64")}`;
}

/**
 * The headers by which a receiver knows who sent a message, that it is whole, and when it was sent (Standard Webhooks 1.0,
 * https://www.standardwebhooks.com). With two secrets there are two signatures: either may be checked.
 */
export function signedHeaders(
  message: { id: string; body: string; at: Date },
  secrets: string[],
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(mark.length), "base64");
    return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  });
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
