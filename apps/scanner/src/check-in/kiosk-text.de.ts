import { translation } from "@eventmaster/i18n/text";
import type { kioskText } from "./kiosk-text.ts";

export const kioskTextDe = translation<typeof kioskText>("scanner.kiosk", {
  start: "Selbst einchecken",
  startTitle: "Selbst-Check-in starten",
  startHint:
    "Gäste scannen ihre Tickets selbst. Bis die PIN eingegeben wird, geht auf diesem Gerät nichts anderes.",
  pin: "PIN",
  pinHint: "Vier bis acht Ziffern. Merken Sie sie sich.",
  pinWrong: "Vier bis acht Ziffern",
  lock: "Sperren und starten",
  cancel: "Abbrechen",
  welcome: "Willkommen",
  holdUp: "Halten Sie den Code Ihres Tickets vor die Kamera",
  unlock: "Entsperren",
  unlockTitle: "Dieses Gerät entsperren",
  wrong: "Das ist nicht die PIN",
  wait: "Zu viele Versuche. Warten Sie eine halbe Minute.",
  forgot: "PIN vergessen?",
  password: (email) => `Passwort von ${email}`,
  usePin: "Mit der PIN",
  seeStaff: "Bitte wenden Sie sich an das Team.",
});
