import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/**
 * Tells the old address that the account has another one now. The link takes the account back; an address that was never
 * proved gets none, because it may be a stranger's.
 */
export function emailChangedMail(about: { to: string; displayName: string; link: string | null }): Mail {
  return composeMail({
    to: about.to,
    kind: "email_changed",
    subject: "Your account has another address now",
    paragraphs: [
      `Hello ${about.displayName},`,
      "this address is no longer the one of your account: mails go to the new one, and you log in with it.",
      ...(about.link === null
        ? []
        : [
            "If it was not you who changed it, take the account back within three days: with this link you choose a new password, the account gets this address again, and everybody who is signed in is signed out.",
          ]),
    ],
    action: about.link === null ? undefined : { label: "This was not me", link: about.link },
    why: "You get this mail because the account had this address until now.",
  });
}
