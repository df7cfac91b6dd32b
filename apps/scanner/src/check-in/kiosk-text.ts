import { text } from "@eventmaster/i18n/text";

/** A device on a stand: guests scan themselves. */
export const kioskText = text("scanner.kiosk", {
  start: "Self check-in",
  startTitle: "Start self check-in",
  startHint:
    "Guests scan their own tickets. Nothing else can be done on this device until the PIN is entered.",
  pin: "PIN",
  pinHint: "Four to eight digits. Remember it.",
  pinWrong: "Four to eight digits",
  lock: "Lock and start",
  cancel: "Cancel",
  welcome: "Welcome",
  holdUp: "Hold your ticket’s code up to the camera",
  unlock: "Unlock",
  unlockTitle: "Unlock this device",
  wrong: "This is not the PIN",
  wait: "Too many tries. Wait half a minute.",
  forgot: "Forgot the PIN?",
  password: (email: string) => `Password of ${email}`,
  usePin: "Use the PIN",
  seeStaff: "Please see the staff.",
});
