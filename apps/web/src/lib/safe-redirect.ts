/** Where to go when nobody said, or said something unsafe. */
const home = "/events";

/**
 * The path to come back to after logging in, if it is one of this site: anything else in a link somebody was sent
 * would take them, freshly logged in, to a stranger's page.
 */
export function safeRedirect(target: string | undefined): string {
  if (!target?.startsWith("/")) return home;
  let url: URL;
  try {
    // Browsers read "/\host" and "//host" as another host; so does URL, and the origin tells.
    url = new URL(target, "https://this.invalid");
  } catch {
    return home;
  }
  if (url.origin !== "https://this.invalid") return home;
  if (/^\/(?:login|signup|api)(?:\/|$)/u.test(url.pathname)) return home;
  // "/a/..//host" is this site's until the dots are taken out.
  if (url.pathname.startsWith("//")) return home;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Paths that another app of this origin answers. */
export function isOtherApp(path: string): boolean {
  return /^\/scanner(?:\/|$)/u.test(path);
}
