import { translation } from "@eventmaster/i18n/text";
import type { cameraText } from "./text.ts";

export const cameraTextDe = translation<typeof cameraText>("scanner.camera", {
  picture: "Kamerabild",
  starting: "Die Kamera startet…",
  again: "Kamera noch einmal starten",
  lightOn: "Licht einschalten",
  lightOff: "Licht ausschalten",
  camera: "Kamera",
  choose: "Kamera wählen",
  inUse: "In Gebrauch",
  zoom: "Zoom",
  problems: {
    denied: {
      title: "Die Kamera ist nicht erlaubt",
      advice:
        "Erlauben Sie sie für diese Seite: Tippen Sie auf das Zeichen neben der Adresse, stellen Sie Kamera auf Zulassen, und versuchen Sie es noch einmal.",
    },
    no_camera: {
      title: "Es gibt keine Kamera",
      advice:
        "Schließen Sie eine an, und versuchen Sie es noch einmal. Ohne sie tippen Sie Codes ein oder nehmen einen Handscanner.",
    },
    in_use: {
      title: "Die Kamera ist belegt",
      advice:
        "Eine andere App oder ein anderer Tab benutzt sie. Schließen Sie das, und versuchen Sie es noch einmal.",
    },
    insecure: {
      title: "Die Kamera braucht eine sichere Adresse",
      advice:
        "Browser geben die Kamera nur Seiten mit https:// oder localhost. Öffnen Sie den Scanner unter seiner https-Adresse; Codes eintippen geht auch hier.",
    },
    stopped: {
      title: "Die Kamera hat aufgehört",
      advice: "Sie wurde abgezogen, oder eine andere App hat sie übernommen. Versuchen Sie es noch einmal.",
    },
    reader_failed: {
      title: "Codes sind auf diesem Gerät nicht lesbar",
      advice:
        "Der Leser konnte nicht gestartet werden. Laden Sie die Seite neu; bis dahin können Sie Codes eintippen.",
    },
    failed: {
      title: "Die Kamera konnte nicht gestartet werden",
      advice:
        "Versuchen Sie es noch einmal. Bleibt es so, schließen Sie andere Apps, oder starten Sie das Gerät neu.",
    },
  },
});
