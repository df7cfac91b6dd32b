import type { Action } from "./permissions.ts";

/**
 * A browser says with this cookie that it stands at a self check-in, where guests have it in their hands. It is no secret,
 * and only takes rights away: whoever is signed in may then do nothing but scan.
 */
export const kioskCookie = "em_kiosk";

const kioskActions: ReadonlySet<Action> = new Set(["account:log-in", "ticket:scan", "scan:hand-in"]);

/** May somebody who is signed in do this while their browser stands at a self check-in? */
export function mayAtKiosk(action: Action): boolean {
  return kioskActions.has(action);
}
