import { kioskCookie } from "@eventmaster/contract/kiosk";

/** Seconds; set anew whenever a page of the scanner is opened. */
const maxAge = 400 * 24 * 60 * 60;

/** Tells the server and the web app, which share this browser's sign-in, that guests have it in their hands; or not any more. */
export function tellOfKiosk(isLocked: boolean): void {
  if (!isLocked && !document.cookie.includes(kioskCookie)) return;
  document.cookie = `${kioskCookie}=1; Path=/; SameSite=Strict; Max-Age=${isLocked ? maxAge : 0}`;
}
