import { verdictMessage } from "@eventmaster/admission/verdict-message";
import { describeFailure } from "@eventmaster/client/errors";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import type { VerifyRequest } from "../sync/door-server.ts";
import type { Answer, Scan } from "./answer.ts";
import { decisionIn, factsOf } from "./verdict-facts.ts";

/** Milliseconds after which no answer counts as no connection: somebody is standing at the door. */
const patienceMs = 8000;

type Verify = (request: VerifyRequest, options: { signal: AbortSignal }) => Promise<CheckInResult>;

/** Who is at the door as far as the event lets it know, and where its wall clock hangs. */
export interface HolderShown {
  /** Undefined where this device has no roster to tell. */
  name?: string | null | undefined;
  timeZone: string;
  now: Date;
}

/**
 * Lets the server decide, for a device that has no roster: so the sentence is the server's. What it did not answer is not
 * checked: it may or may not have reached it, so a retry keeps its id.
 */
export async function decideOnline(
  verify: Verify,
  place: Omit<VerifyRequest, "qrCode" | "scanId">,
  scan: Scan & { code: string },
  now: number,
): Promise<Answer> {
  try {
    const result = await verify(
      { ...place, qrCode: scan.code, scanId: scan.id },
      { signal: AbortSignal.timeout(patienceMs) },
    );
    const { verdict, message, registration } = result;
    const facts = factsOf(decisionIn(result), { at: now, timeZone: null });
    return { kind: "decided", verdict, message, facts, name: nameOf(registration) };
  } catch (error) {
    return notChecked(error);
  }
}

/** The server's verdict in this door's words. */
export function answerOf(
  result: CheckInResult,
  { name: known, timeZone, now }: HolderShown,
): Extract<Answer, { kind: "decided" }> {
  const { verdict, registration } = result;
  const decision = decisionIn(result);
  const name = known === undefined ? nameOf(registration) : known;
  const message = verdictMessage(decision, { holderName: name, timeZone, now });
  return {
    kind: "decided",
    verdict,
    message,
    facts: factsOf(decision, { at: now.getTime(), timeZone }),
    name,
  };
}

/** An event that hides names from its door has them empty. */
function nameOf(registration: CheckInResult["registration"]): string | null {
  const name = registration?.userDisplayName ?? "";
  return name === "" ? null : name;
}

export function notChecked(error: unknown): Extract<Answer, { kind: "not_checked" }> {
  const { code, message } = describeFailure(error);
  return { kind: "not_checked", reason: code, message };
}
