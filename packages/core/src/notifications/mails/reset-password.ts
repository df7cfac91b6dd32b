import { composeMail } from "../compose-mail.ts";
import type { Mail } from "../mail.ts";

/** Lets somebody who forgot the password choose a new one. */
export function resetPasswordMail(about: { to: string; displayName: string; link: string }): Mail {
  return composeMail({
    to: about.to,
    kind: "reset_password",
    subject: "Choose a new password",
    paragraphs: [
      `Hello ${about.displayName},`,
      "with this link you choose a new password. It works once, and only for a short time.",
    ],
    action: { label: "Choose a new password", link: about.link },
    why: "You get this mail because somebody asked for a new password for this address. If it was not you, ignore it: your password stays as it is.",
  });
}
