import type { OpenedDoor } from "@eventmaster/contract/door-devices";
import { afterEach, expect, test, vi } from "vitest";
import { apiError } from "../testing/fake-server.ts";
import { attendDoor, type Attendance, type AttendanceOptions, type Pass } from "./attendance.ts";
import { createLink } from "./link.ts";
import { createServerClock } from "./server-clock.ts";

let attendance: Attendance;
afterEach(() => attendance.stop());

const later = "2099-01-01T00:00:00Z";
const seats = [
  { id: "one", code: "EM1:ONE", expiresAt: later },
  { id: "two", code: "EM1:TWO", expiresAt: later },
  { id: "old", code: "EM1:OLD", expiresAt: "2000-01-01T00:00:00Z" },
];
const opened: OpenedDoor = {
  device: {
    deviceId: "phone",
    name: "Bob’s phone",
    person: null,
    checkInPoint: null,
    firstSeenAt: later,
    lastSeenAt: later,
    pendingScans: 0,
    rosterAt: null,
    leasedSeats: 2,
    revoked: null,
  },
  pass: { token: "a pass", expiresAt: later },
  seats,
  ticketCount: 12,
  serverTime: new Date().toISOString(),
};

type Asked = Parameters<AttendanceOptions["server"]["openDoor"]>[0];

function attend(answer: () => Promise<OpenedDoor>) {
  const asked: Asked[] = [];
  const disk: { pass: Pass | null; seats: typeof seats | null } = { pass: null, seats: null };
  attendance = attendDoor({
    eventId: "gala",
    deviceId: "phone",
    server: {
      openDoor: (input) => {
        asked.push(input);
        return answer();
      },
    },
    link: createLink(() => performance.now()),
    clock: createServerClock(() => Date.now(), 0),
    now: () => Date.now(),
    state: () => ({
      name: "Bob’s phone",
      checkInPointId: null,
      pendingScans: 1,
      pendingWalkIns: 1,
      rosterAt: null,
    }),
    pass: {
      load: async () => disk.pass,
      save: async (pass) => {
        disk.pass = pass;
      },
    },
    seats: {
      load: async () => disk.seats,
      save: async (next) => {
        disk.seats = next;
      },
    },
  });
  return { asked, disk };
}

test("a device says how it is, and keeps its pass and seats for the time without a network", async () => {
  const { asked, disk } = attend(async () => opened);
  await vi.waitFor(() => expect(attendance.ticketCount()).toBe(12));
  expect(asked).toMatchObject([{ deviceId: "phone", pendingScans: 1, needsPass: true, wantsSeats: true }]);
  expect(disk).toEqual({ pass: opened.pass, seats });
  expect(attendance.blankSeats(() => false)).toBe(2);
  expect(attendance.blankSeat((id) => id === "one")?.code).toBe("EM1:TWO");
  expect(attendance.blankSeat(() => true)).toBeNull();
  attendance.report();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[1]?.needsPass).toBe(false);
});

test.each([
  ["device_revoked", "device_revoked"],
  ["forbidden", "duty_ended"],
  ["session_ended", "signed_out"],
] as const)("an answer of %s is how it stands: %s", async (code, standing) => {
  attend(() => Promise.reject(apiError(code)));
  await vi.waitFor(() => expect(attendance.standing()).toBe(standing));
});

test("who was sent away is not brought back by being signed out as well", async () => {
  let answer: () => Promise<OpenedDoor> = () => Promise.reject(apiError("session_ended"));
  const { asked } = attend(() => answer());
  await vi.waitFor(() => expect(attendance.standing()).toBe("signed_out"));
  for (const standing of ["duty_ended", "device_revoked"] as const) {
    attendance.hear(standing);
    const before = asked.length;
    attendance.report();
    await vi.waitFor(() => expect(asked).toHaveLength(before + 1));
    attendance.hear("signed_out");
    expect(attendance.standing()).toBe(standing);
  }
  answer = async () => opened;
  attendance.report();
  await vi.waitFor(() => expect(attendance.standing()).toBe("good"));
});

test("without a network it stands as before", async () => {
  const { asked } = attend(() => Promise.reject(new TypeError("Failed to fetch")));
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(attendance.standing()).toBe("good");
});
