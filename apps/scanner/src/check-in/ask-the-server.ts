import type { CheckInResult } from "@eventmaster/contract/check-in";
import { tooSlowMs } from "../sync/link.ts";
import type { Answer, Scan } from "./answer.ts";
import { answerOf, decideOnline, notChecked } from "./decide-online.ts";
import type { DoorRecords } from "./door-records.ts";
import type { OfflineDoorOptions, ScanPlace } from "./offline-door.ts";
import type { OwnScan } from "./own-scan.ts";

export interface Asking {
  /** The server's answer if it comes in time; null if this device's own stands. */
  ask: (own: OwnScan & { code: string }) => Promise<Answer | null>;
  /** Where this device has nothing to decide by: only the server can say. */
  undecided: (scan: Scan & { code: string }, place: ScanPlace) => Promise<Answer>;
}

/** Decisions in which the server has its say. */
export function createAsking(options: OfflineDoorOptions, { blank }: DoorRecords): Asking {
  const { eventId, deviceId, server, keeper, scans, link, clock, tick } = options;

  const ask = async (own: OwnScan & { code: string }): Promise<Answer | null> => {
    const { id: scanId, code: qrCode, checkInPointId, direction } = own;
    const begin = tick();
    let result: CheckInResult;
    try {
      result = await withinMs(
        tooSlowMs,
        server.verify(
          { eventId, scanId, qrCode, checkInPointId, deviceId, direction },
          { signal: AbortSignal.timeout(tooSlowMs) },
        ),
      );
    } catch (error) {
      const refusal = notChecked(error);
      if (refusal.reason === "network") {
        // It may have been heard all the same; sending tells.
        link.failed();
        await scans.put({ ...own, tellAgainAs: options.newScanId() });
        return null;
      }
      link.answered(tick() - begin);
      if (!losesAccess.has(refusal.reason)) return null;
      options.attendance.hear(refusal.reason === "device_revoked" ? "device_revoked" : "duty_ended");
      await scans.put({
        ...own,
        outcome: "not_checked",
        message: refusal.message,
        facts: null,
        delivery: { state: "undecided", code: refusal.reason },
      });
      return refusal;
    }
    link.answered(tick() - begin);
    const registrationId = result.registration?.id ?? null;
    // No more of the name than the roster has: the event may not want it shown.
    const holder = registrationId === null ? null : keeper.index.find(registrationId);
    const timeZone = keeper.state().meta?.event.timeZone ?? "UTC";
    const answer = answerOf(result, { name: holder?.holderName, timeZone, now: new Date(clock.now()) });
    const { verdict, message, facts, name } = answer;
    const delivery = { state: "sent" as const, at: options.now(), verdict, conflict: null };
    const isReEntry = result.isReEntry === true;
    // The scan is on the disk; that the server has it need not be, before somebody may go in.
    void scans.put({
      ...own,
      code: null,
      outcome: verdict,
      registrationId,
      isReEntry,
      name,
      message,
      facts,
      delivery,
    });
    return answer;
  };

  const undecided = async (scan: Scan & { code: string }, place: ScanPlace): Promise<Answer> => {
    const at = { eventId, deviceId, ...place };
    const own = blank(scan, place);
    const answer = await decideOnline((request, call) => server.verify(request, call), at, scan, own.at);
    const decided = answer.kind === "decided" ? answer : null;
    await scans.put({
      ...own,
      code: decided ? null : scan.code,
      outcome: decided?.verdict ?? "not_checked",
      name: decided?.name ?? null,
      message: answer.message,
      facts: decided?.facts ?? null,
      delivery: decided
        ? { state: "sent", at: options.now(), verdict: decided.verdict, conflict: null }
        : { state: "undecided", code: answer.kind === "not_checked" ? answer.reason : "network" },
    });
    return answer;
  };

  return { ask, undecided };
}

/** Answers after which this person lets nobody in any more, whatever the device knows. */
const losesAccess: ReadonlySet<string> = new Set(["forbidden", "device_revoked"]);

/** Whatever the connection does: nobody waits longer. */
function withinMs<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const timer = setTimeout(() => reject(new Error("Too slow")), ms);
  work.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
