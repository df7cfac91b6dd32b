import { ticketCodeLength } from "@eventmaster/admission/ticket-code";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeTicket } from "../testing/fake-server.ts";
import { createWedgeReader, type WedgeKey } from "./keyboard-wedge.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const { code: ticket } = makeTicket();
const link = "https://example.org/p?id=1";

/** Keys that come at those moments, each with its gap in milliseconds before it. */
function press(read: ReturnType<typeof createWedgeReader>, keys: readonly string[], gap: number): WedgeKey[] {
  return keys.map((key) => {
    vi.advanceTimersByTime(gap);
    return read(key, performance.now());
  });
}

/** The codes that came of all this, and how many parts of one. */
function outcome(answers: readonly WedgeKey[]) {
  return {
    codes: answers.flatMap(({ code }) => (code === null ? [] : [code])),
    fragments: answers.filter(({ isFragment }) => isFragment).length,
  };
}

test("a burst that ends in Enter is a code, and none of its keys does anything else", () => {
  const answers = press(createWedgeReader(), [..."A B:CD", "Enter"], 8);
  expect(answers.at(-1)).toMatchObject({ isTaken: true, code: "A B:CD" });
  expect(answers.slice(1).every((answer) => answer.isTaken)).toBe(true);
});

test.each(["Enter", "Tab"])("a ticket that ends in %s is one scan, and its end presses nothing", (end) => {
  const answers = press(createWedgeReader(), [...ticket, end], 8);
  expect(outcome(answers)).toEqual({ codes: [ticket], fragments: 0 });
  expect(answers.at(-1)?.isTaken).toBe(true);
});

test("a ticket is whole without any end, too", () => {
  const read = createWedgeReader();
  expect(outcome(press(read, [...ticket, ...ticket], 8))).toEqual({ codes: [ticket, ticket], fragments: 0 });
});

test.each([81, 250, 1500])(
  "a scanner that stops for %i ms within a ticket gives the whole of it",
  (pause) => {
    for (const at of [1, 3, 4, 5, 77, ticketCodeLength - 1]) {
      const read = createWedgeReader();
      const answers = [
        ...press(read, Array.from(ticket.slice(0, at)), 8),
        ...press(read, [ticket.charAt(at)], pause),
        ...press(read, [...ticket.slice(at + 1), "Enter"], 8),
      ];
      expect(outcome(answers)).toEqual({ codes: [ticket], fragments: 0 });
      // A space within the code would press the button that has the focus.
      expect(answers.slice(4).every(({ isTaken }) => isTaken)).toBe(true);
    }
  },
);

test("a slow scanner is understood by how a ticket begins", () => {
  const answers = press(createWedgeReader(), [...ticket, "Enter"], 150);
  expect(outcome(answers)).toEqual({ codes: [ticket], fragments: 0 });
});

test("a scanner that stops within a code of somebody else gives the whole of it", () => {
  const read = createWedgeReader();
  const answers = [
    ...press(read, Array.from(link.slice(0, 9)), 8),
    ...press(read, Array.from(link.slice(9, 12)), 300),
    ...press(read, [...link.slice(12), "Enter"], 8),
  ];
  expect(outcome(answers)).toEqual({ codes: [link], fragments: 0 });
});

test("a ticket that ends before it is whole is no code", () => {
  const read = createWedgeReader();
  expect(outcome(press(read, [...ticket.slice(0, 90), "Enter"], 8))).toEqual({ codes: [], fragments: 1 });
  expect(outcome(press(read, [...ticket, "Enter"], 8))).toEqual({ codes: [ticket], fragments: 0 });
});

test("what comes of a ticket after a stop that is too long is no code of its own", () => {
  const read = createWedgeReader();
  expect(outcome(press(read, Array.from(ticket.slice(0, 60)), 8))).toEqual({ codes: [], fragments: 0 });
  vi.advanceTimersByTime(5000);
  expect(outcome(press(read, [...ticket.slice(60), "Enter"], 8))).toEqual({ codes: [], fragments: 1 });
  expect(outcome(press(read, [...ticket, "Enter"], 8))).toEqual({ codes: [ticket], fragments: 0 });
});

test("Shift between the characters is no part of the code", () => {
  const answers = press(createWedgeReader(), ["Shift", "E", "Shift", "M", ..."2:ABC", "Enter"], 8);
  expect(answers.at(-1)?.code).toBe("EM2:ABC");
});

test("a person who types is left alone", () => {
  const answers = press(createWedgeReader(), [..."hello there", "Enter"], 120);
  expect(answers.every(({ isTaken, code }) => !isTaken && code === null)).toBe(true);
});

test("two keys hit at once, and Enter a moment later, are left alone", () => {
  const read = createWedgeReader();
  press(read, ["a", "s"], 20);
  expect(press(read, ["Enter"], 400)).toEqual([{ isTaken: false, code: null, isFragment: false }]);
});

test("Enter alone presses the button it is meant for, also soon after a ticket and its own Enter", () => {
  const read = createWedgeReader();
  expect(press(read, ["Enter"], 0)[0]?.isTaken).toBe(false);
  press(read, [...ticket, "Enter"], 8);
  expect(press(read, ["Enter"], 500)[0]?.isTaken).toBe(false);
});

test("what somebody typed before a code is not part of it", () => {
  const read = createWedgeReader();
  press(read, ["x"], 0);
  vi.advanceTimersByTime(300);
  expect(outcome(press(read, [...ticket, "Enter"], 8)).codes).toEqual([ticket]);
  press(read, ["x"], 500);
  vi.advanceTimersByTime(300);
  expect(outcome(press(read, [...link, "Enter"], 8)).codes).toEqual([link]);
});
