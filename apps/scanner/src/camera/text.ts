import { text } from "@eventmaster/i18n/text";

/** The picture, and why there is none. */
export const cameraText = text("scanner.camera", {
  picture: "Camera picture",
  starting: "Starting the camera…",
  again: "Try the camera again",
  lightOn: "Turn the light on",
  lightOff: "Turn the light off",
  camera: "Camera",
  choose: "Choose camera",
  inUse: "In use",
  zoom: "Zoom",
  problems: {
    denied: {
      title: "The camera is not allowed",
      advice:
        "Allow it for this site: press the icon beside the address, set Camera to Allow, then try again.",
    },
    no_camera: {
      title: "There is no camera",
      advice: "Connect one and try again. Without it, type codes or use a hand-held scanner.",
    },
    in_use: {
      title: "The camera is in use",
      advice: "Another app or tab holds it. Close that one, then try again.",
    },
    insecure: {
      title: "The camera needs a secure address",
      advice:
        "Browsers give the camera only to pages at https:// or localhost. Open the scanner by its https address; typing codes works here too.",
    },
    stopped: {
      title: "The camera stopped",
      advice: "It was unplugged, or another app took it. Try again.",
    },
    reader_failed: {
      title: "Codes cannot be read on this device",
      advice: "The reader could not be started. Reload the page; typing codes works meanwhile.",
    },
    failed: {
      title: "The camera could not be started",
      advice: "Try again. If it stays so, close other apps or restart the device.",
    },
  },
});
