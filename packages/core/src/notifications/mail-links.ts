import { isOptionalMail, mailKinds, type MailKind } from "@eventmaster/contract/notifications";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What a mail's own link to end such mails names: no session is needed, and the link does nothing else. */
interface Unsubscription {
  userId: string;
  kind: MailKind;
}

export interface MailLinks {
  /** A token that works for as long as the mail lies in somebody's mailbox. */
  unsubscribing(whom: Unsubscription): string;
  /** Null for what we did not make. */
  readUnsubscribing(token: string): Unsubscription | null;
}

/** Tokens that are signed, not stored: every mail carries one, and few are ever used. */
export function createMailLinks(secretKey: string): MailLinks {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "", "unsubscribe", 32));
  const seal = (text: string) => createHmac("sha256", key).update(text).digest().subarray(0, 16);
  return {
    unsubscribing: ({ userId, kind }) => {
      const text = `${userId}.${kind}`;
      return `${text}.${seal(text).toString("base64url")}`;
    },
    readUnsubscribing: (token) => {
      const [userId = "", name = "", given = ""] = token.split(".");
      const kind = mailKinds.find((known) => known === name);
      const expected = seal(`${userId}.${name}`);
      const sealed = Buffer.from(given, "base64url");
      const isOurs = sealed.length === expected.length && timingSafeEqual(sealed, expected);
      return isOurs && kind !== undefined && isOptionalMail(kind) ? { userId, kind } : null;
    },
  };
}
