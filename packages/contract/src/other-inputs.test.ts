import { expect, test } from "vitest";
import type { z } from "zod";
import { logInInput, signUpInput } from "./accounts.ts";
import { listAuditInput } from "./audit.ts";
import { addStaffInput, verifyInput, walkInInput } from "./check-in.ts";
import { errorCodes } from "./error-codes.ts";
import { acceptRevisionInput, duplicateEventInput, listEventsInput, refuseRevisionInput } from "./events.ts";
import { importInput, listAttendeesInput, registerInput, registerPersonInput } from "./registrations.ts";
import { eventReportInput, platformReportInput } from "./reports.ts";
import { changeRoleInput, listUsersInput } from "./users.ts";
import { listWaitlistInput } from "./waitlist.ts";

const someId = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

function refusedFields(schema: z.ZodType, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const fields = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")],
  );
  return [...new Set(fields)].toSorted();
}

test.each<[string, z.ZodType, unknown, string[]]>([
  ["sign-up", signUpInput, {}, ["displayName", "email", "password"]],
  [
    "sign-up",
    signUpInput,
    { email: "a@b.test", password: "12345678", displayName: "A", role: "admin" },
    ["role"],
  ],
  [
    "sign-up",
    signUpInput,
    { email: "a@b.test", password: "12345678", displayName: "x".repeat(101) },
    ["displayName"],
  ],
  ["log-in", logInInput, { email: "a\u0000@b.test", password: "x" }, ["email"]],
  ["log-in", logInInput, { email: " ", password: "" }, ["email", "password"]],
  ["log-in", logInInput, { email: "not an address", password: "x" }, []],
  ["registering", registerInput, { eventId: someId, userId: someId }, ["userId"]],
  ["registering", registerInput, { eventId: null }, ["eventId"]],
  ["a report on an event", eventReportInput, { eventId: someId, stepMinutes: "5" }, []],
  ["a report on an event", eventReportInput, { eventId: someId, stepMinutes: 7 }, ["stepMinutes"]],
  ["a report on an event", eventReportInput, { eventId: someId, stepMinutes: "soon" }, ["stepMinutes"]],
  ["a report", platformReportInput, { unit: "year", timeZone: "Mars" }, ["timeZone", "unit"]],
  ["a report", platformReportInput, { from: "2026-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z" }, ["to"]],
  ["a report", platformReportInput, { from: "2020-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z" }, ["to"]],
  ["registering", registerInput, { eventId: someId, answers: { "not an id": "x" } }, ["answers.not an id"]],
  ["registering", registerInput, { eventId: someId, answers: { [someId]: 5 } }, [`answers.${someId}`]],
  ["registering", registerInput, { eventId: someId, answers: [] }, ["answers"]],
  ["registering somebody", registerPersonInput, { eventId: someId, email: "x" }, ["email"]],
  ["an import", importInput, { eventId: someId, csv: "", mode: "some" }, ["csv", "mode"]],
  ["an import", importInput, { eventId: someId, csv: "email", dryRun: "perhaps" }, ["dryRun"]],
  ["a decision on a proposal", refuseRevisionInput, { revisionId: someId, reason: " " }, ["reason"]],
  [
    "a decision on a proposal",
    acceptRevisionInput,
    { revisionId: "1", version: 0 },
    ["revisionId", "version"],
  ],
  ["a duplicate", duplicateEventInput, { eventId: someId, startAt: "2026-03-01T09:00" }, ["startAt"]],
  ["a list of events", listEventsInput, { hasSeats: "yes please", place: "a\u0000" }, ["hasSeats", "place"]],
  ["a waitlist", listWaitlistInput, { eventId: someId, status: "gone" }, ["status"]],
  ["a scan", verifyInput, {}, ["qrCode"]],
  [
    "a scan",
    verifyInput,
    { qrCode: "anything at all \u0000", eventId: null, scanId: null, deviceId: null },
    [],
  ],
  [
    "a scan",
    verifyInput,
    { qrCode: "x".repeat(4097), scanId: "1", scannedAt: "now" },
    ["qrCode", "scanId", "scannedAt"],
  ],
  ["a scan", verifyInput, { qrCode: "x", deviceId: "a\u0000" }, ["deviceId"]],
  ["a walk-in", walkInInput, { eventId: someId }, ["email"]],
  ["a walk-in", walkInInput, { eventId: someId, email: "a@b.test", displayName: " " }, ["displayName"]],
  ["a walk-in", walkInInput, { eventId: someId, email: "a@b.test", overrideReason: "" }, ["overrideReason"]],
  ["door staff", addStaffInput, { eventId: someId, email: "nobody" }, ["email"]],
  ["a role", changeRoleInput, { userId: someId, role: "owner" }, ["role"]],
  ["a list of people", listUsersInput, { role: "anonymous", q: "a\u0000" }, ["q", "role"]],
  ["a list of attendees", listAttendeesInput, { eventId: someId, status: "gone" }, ["status"]],
  ["the audit log", listAuditInput, { action: "a\u0000", subjectId: "1" }, ["action", "subjectId"]],
])("%s is refused by field: %#", (_, schema, value, fields) => {
  expect(refusedFields(schema, value)).toEqual(fields);
});

test("every error code has a status the seed knows and a sentence for a person", () => {
  for (const { status, message } of Object.values(errorCodes)) {
    expect([400, 401, 403, 404, 409, 413, 422, 429, 500]).toContain(status);
    expect(message).toMatch(/^[A-Z].*\.$/u);
  }
});
