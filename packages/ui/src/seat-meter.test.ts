import { expect, test } from "vitest";
import { rangeText } from "./pagination.tsx";
import { seatsLeftText } from "./seat-meter.tsx";

test("seats left are said as a person would", () => {
  expect(seatsLeftText(50, 50)).toBe("Full");
  expect(seatsLeftText(51, 50)).toBe("Full");
  expect(seatsLeftText(49, 50)).toBe("Last seat");
  expect(seatsLeftText(43, 50)).toBe("7 seats left");
});

test("a page says which rows it shows, and of how many when that is known", () => {
  expect(rangeText(0, 20, 312)).toBe("1–20 of 312");
  expect(rangeText(300, 12, 312)).toBe("301–312 of 312");
  expect(rangeText(20, 20)).toBe("21–40");
  expect(rangeText(0, 0, 0)).toBe("Nothing here");
});
