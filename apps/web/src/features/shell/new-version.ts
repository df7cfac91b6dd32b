const reloadedAtKey = "eventmaster.reloaded-at";

/**
 * A page of yesterday's version asks for a script that today's server no longer has: reload, once, so that a script
 * that is really missing does not reload for ever.
 */
export function reloadOnceForNewVersion(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const reloadedAt = Number(sessionStorage.getItem(reloadedAtKey) ?? 0);
    if (!navigator.onLine || Date.now() - reloadedAt < 60_000) return;
    event.preventDefault();
    sessionStorage.setItem(reloadedAtKey, String(Date.now()));
    window.location.reload();
  });
}
