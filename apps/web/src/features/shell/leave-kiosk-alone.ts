import { kioskCookie } from "@eventmaster/contract/kiosk";

/** A device that is locked for self check-in has one page only, also for who goes back to this one, or to its tab. */
export function leaveKioskAlone(): void {
  const leave = () => {
    if (document.cookie.includes(kioskCookie)) window.location.replace("/scanner/");
  };
  window.addEventListener("pageshow", leave);
  document.addEventListener("visibilitychange", leave);
  leave();
}
