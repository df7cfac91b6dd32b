import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Asks somebody who signed up to show that the address is theirs. */
export function verifyEmailMail(about: { to: string; displayName: string; link: string }): Mail {
  return composeMail({
    to: about.to,
    kind: "verify_email",
    subject: "Confirm your email address",
    paragraphs: [
      `Hello ${about.displayName},`,
      "please confirm that this is your email address. The link works once.",
    ],
    action: { label: "Confirm my address", link: about.link },
    why: "You get this mail because somebody signed up to EventMaster with this address. If it was not you, ignore it.",
  });
}
