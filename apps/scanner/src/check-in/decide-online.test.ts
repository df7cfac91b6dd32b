import type { CheckInResult } from "@eventmaster/contract/check-in";
import { TRPCClientError } from "@trpc/client";
import { describe, expect, test } from "vitest";
import type { Scan } from "./answer.ts";
import { decideOnline } from "./decide-online.ts";

const place = { eventId: "event", checkInPointId: "gate-b", deviceId: "phone", direction: "entry" as const };
const scan: Scan & { code: string } = { id: "scan-1", code: "EM1:X", source: "camera" };

const refused: CheckInResult = {
  success: false,
  verdict: "already_admitted",
  message: "Already admitted at 18:42 at Gate B by Bob",
  scanId: "scan-1",
  registration: null,
  admission: null,
};

describe("the server's answer", () => {
  test("is asked for with the scan's id, the device and the check-in point", async () => {
    const sent: unknown[] = [];
    await decideOnline(async (request) => (sent.push(request), refused), place, scan, 0);
    expect(sent).toEqual([{ ...place, qrCode: "EM1:X", scanId: "scan-1" }]);
  });

  test("is shown with its sentence", async () => {
    expect(await decideOnline(async () => refused, place, scan, 0)).toMatchObject({
      kind: "decided",
      verdict: "already_admitted",
      name: null,
      message: "Already admitted at 18:42 at Gate B by Bob",
    });
  });
});

describe("no answer", () => {
  test("means not checked", async () => {
    const answer = await decideOnline(() => Promise.reject(new TypeError("Failed to fetch")), place, scan, 0);
    expect(answer).toEqual({
      kind: "not_checked",
      reason: "network",
      message: "The server cannot be reached. Check the connection and try again.",
    });
  });

  test("an error of the server means not checked, and says why", async () => {
    const error = TRPCClientError.from({
      error: {
        code: -32_603,
        message: "Something went wrong on our side.",
        data: { code: "internal", fields: {}, requestId: "r1", httpStatus: 500 },
      },
    });
    expect(await decideOnline(() => Promise.reject(error), place, scan, 0)).toEqual({
      kind: "not_checked",
      reason: "internal",
      message: "Something went wrong on our side.",
    });
  });
});
