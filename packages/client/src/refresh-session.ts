/** Where every tab of this origin notes, in milliseconds since 1970, when the tokens were last renewed. */
const renewedAtKey = "eventmaster.session-renewed-at";
const lockName = "eventmaster.session";

let renewing: Promise<boolean> | null = null;

/**
 * Trades the refresh cookie for new tokens. A refresh token works once, so that of all requests, tabs and apps that
 * find their session expired together, one renews it and the others wait for it.
 * @param since when the request that was refused was sent, in milliseconds since 1970
 * @returns whether there is a session now; false when it has really ended
 * @throws when the server could not be reached
 */
export function refreshSession(since: number): Promise<boolean> {
  if (renewedAt() > since) return Promise.resolve(true);
  renewing ??= alone(() => renew(since)).finally(() => {
    renewing = null;
  });
  return renewing;
}

async function renew(since: number): Promise<boolean> {
  if (renewedAt() > since) return true;
  const response = await fetch("/api/trpc/accounts.refresh", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (response.status === 401) return false;
  if (!response.ok) throw new Error(`The session could not be renewed: ${response.status}`);
  localStorage.setItem(renewedAtKey, String(Date.now()));
  return true;
}

function renewedAt(): number {
  return Number(localStorage.getItem(renewedAtKey) ?? 0);
}

/** Web Locks reach across tabs; they need a secure context, as the camera does. */
function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return "locks" in navigator ? navigator.locks.request(lockName, work) : work();
}
