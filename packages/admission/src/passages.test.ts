import { describe, expect, test } from "vitest";
import { comparePassages, type DoorPoint, entryBefore, type Passage, presencesOf } from "./passages.ts";

const points: DoorPoint[] = [
  { id: "gate A", kind: "gate" },
  { id: "gate B", kind: "gate" },
  { id: "workshop", kind: "session" },
  { id: "monday", kind: "day" },
];
const at = (minute: number) => new Date(Date.UTC(2026, 4, 3, 18, minute));
const passage = (direction: Passage["direction"], checkInPointId: string, minute: number): Passage => ({
  scanId: `${direction} ${checkInPointId} ${minute}`,
  checkInPointId,
  direction,
  at: at(minute),
});
const enters = (point: string, minute: number) => passage("entry", point, minute);
const leaves = (point: string, minute: number) => passage("exit", point, minute);
const presences = (...passages: Passage[]) =>
  Object.fromEntries(
    presencesOf(passages, points).map(({ checkInPointId, first, leftAt }) => [
      checkInPointId,
      [first.at.getUTCMinutes(), leftAt?.getUTCMinutes() ?? null],
    ]),
  );

describe("where a ticket was admitted and is", () => {
  test("nowhere without an entry, even if it was seen going out", () => {
    expect(presences()).toEqual({});
    expect(presences(leaves("gate A", 1))).toEqual({});
  });

  test("the earliest entry is the admission, in whatever order they are told", () => {
    expect(presences(enters("gate A", 5), enters("gate A", 2))).toEqual({ "gate A": [2, null] });
    expect(presences(enters("gate A", 2), enters("gate A", 5))).toEqual({ "gate A": [2, null] });
  });

  test("out and in again keeps the admission", () => {
    expect(presences(enters("gate A", 1), leaves("gate A", 2))).toEqual({ "gate A": [1, 2] });
    expect(presences(enters("gate A", 3), leaves("gate A", 2), enters("gate A", 1))).toEqual({
      "gate A": [1, null],
    });
  });

  test("gates are doors of one room, a session is another room", () => {
    expect(presences(enters("gate A", 1), enters("workshop", 2), leaves("gate B", 3))).toEqual({
      "gate A": [1, 3],
      workshop: [2, null],
    });
    expect(presences(enters("gate A", 1), enters("monday", 2), leaves("monday", 3))).toEqual({
      "gate A": [1, null],
      monday: [2, 3],
    });
  });

  test("two going out at once have left at the first", () => {
    expect(presences(enters("gate A", 1), leaves("gate B", 3), leaves("gate A", 2))).toEqual({
      "gate A": [1, 2],
    });
  });
});

describe("an entry", () => {
  const before = (entry: Passage, ...passages: Passage[]) => entryBefore(entry, [entry, ...passages], points);

  test("runs into the one before it at the same point, and not into itself or a later one", () => {
    const first = enters("gate A", 1);
    const second = enters("gate A", 2);
    expect(before(second, first)).toBe(first);
    expect(before(first, second)).toBeNull();
    expect(before(second, enters("gate B", 1), enters("workshop", 1))).toBeNull();
  });

  test("runs into the last of several", () => {
    expect(before(enters("gate A", 9), enters("gate A", 1), enters("gate A", 5))).toEqual(
      enters("gate A", 5),
    );
  });

  test("is a way back in after an exit in between, by any gate", () => {
    expect(before(enters("gate A", 3), enters("gate A", 1), leaves("gate B", 2))).toBeNull();
    expect(before(enters("workshop", 3), enters("workshop", 1), leaves("gate B", 2))).toEqual(
      enters("workshop", 1),
    );
  });
});

test("of two at one instant the smaller id is the first", () => {
  const one = { ...enters("gate A", 1), scanId: "a" };
  const other = { ...enters("gate A", 1), scanId: "b" };
  expect([other, one].toSorted(comparePassages)).toEqual([one, other]);
});
