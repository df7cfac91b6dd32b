import { describeFailure } from "@eventmaster/client/errors";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import type { Answer, Scan } from "./answer.ts";
import type { DoorPlace } from "./door-place.ts";

/** Milliseconds after which no answer counts as no connection: somebody is standing at the door. */
const patienceMs = 8000;

interface VerifyRequest extends DoorPlace {
  qrCode: string;
  scanId: string;
}

type Verify = (request: VerifyRequest, options: { signal: AbortSignal }) => Promise<CheckInResult>;

/** Lets the server decide. What it did not answer is not checked: it may or may not have reached it, so a retry keeps its id. */
export async function decideOnline(
  verify: Verify,
  place: DoorPlace,
  scan: Scan & { code: string },
): Promise<Answer> {
  try {
    const result = await verify(
      { ...place, qrCode: scan.code, scanId: scan.id },
      { signal: AbortSignal.timeout(patienceMs) },
    );
    return answerOf(result);
  } catch (error) {
    return notChecked(error);
  }
}

export function answerOf(result: CheckInResult): Answer {
  const { verdict, message, registration } = result;
  return { kind: "decided", verdict, message, name: registration?.userDisplayName ?? null };
}

function notChecked(error: unknown): Answer {
  const { code, message } = describeFailure(error);
  return { kind: "not_checked", reason: code, message: sentences[code] ?? message };
}

const sentences: Partial<Record<string, string>> = {
  network: "No connection. Nobody knows yet whether this ticket may enter.",
  not_signed_in: "You are signed out.",
  session_ended: "Your session has ended.",
  forbidden: "You may not scan at this event any more.",
  not_found: "This event or check-in point is gone, or not yours to scan any more.",
  rate_limited: "Too many scans at once. Wait a moment and try again.",
  validation: "This is too long to be a ticket code.",
};
