/** Why there is no picture. Each has its own thing to do about it. */
export type CameraProblem =
  | "denied"
  | "no_camera"
  | "in_use"
  | "insecure"
  | "stopped"
  | "reader_failed"
  | "failed";

/** What a person is told, and what they can do. */
export const cameraProblems: Record<CameraProblem, { title: string; advice: string; canRetry: boolean }> = {
  denied: {
    title: "The camera is not allowed",
    advice: "Allow it for this site: press the icon beside the address, set Camera to Allow, then try again.",
    canRetry: true,
  },
  no_camera: {
    title: "There is no camera",
    advice: "Connect one and try again. Without it, type codes or use a hand-held scanner.",
    canRetry: true,
  },
  in_use: {
    title: "The camera is in use",
    advice: "Another app or tab holds it. Close that one, then try again.",
    canRetry: true,
  },
  insecure: {
    title: "The camera needs a secure address",
    advice:
      "Browsers give the camera only to pages at https:// or localhost. Open the scanner by its https address; typing codes works here too.",
    canRetry: false,
  },
  stopped: {
    title: "The camera stopped",
    advice: "It was unplugged, or another app took it. Try again.",
    canRetry: true,
  },
  reader_failed: {
    title: "Codes cannot be read on this device",
    advice: "The reader could not be started. Reload the page; typing codes works meanwhile.",
    canRetry: true,
  },
  failed: {
    title: "The camera could not be started",
    advice: "Try again. If it stays so, close other apps or restart the device.",
    canRetry: true,
  },
};

/** The problem behind what `getUserMedia` threw. Browsers disagree on names; Source: W3C mediacapture-main §10.2. */
export function cameraProblemOf(error: unknown): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "no_camera";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "in_use";
    default:
      return "failed";
  }
}
