import { redirect } from "@tanstack/react-router";
import { isOtherApp, safeRedirect } from "./safe-redirect.ts";
import { loadSession } from "./session.ts";

/**
 * For the pages to log in and to sign up: whoever is signed in already goes where they would go then. Without an answer of the
 * server the page is shown, which says so when it is sent.
 */
export async function onlySignedOut(target: string | undefined): Promise<void> {
  // A page that was told that the session is over leads here, while what is remembered still says who it was.
  const me =
    (await loadSession().catch(() => null)) && (await loadSession({ isAnew: true }).catch(() => null));
  if (me === null) return;
  const path = safeRedirect(target);
  throw redirect(isOtherApp(path) ? { href: path, reloadDocument: true } : { href: path, replace: true });
}
