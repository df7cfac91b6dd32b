/** Why there is no picture. Each has its own thing to do about it. */
export type CameraProblem =
  | "denied"
  | "no_camera"
  | "in_use"
  | "insecure"
  | "stopped"
  | "reader_failed"
  | "failed";

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
