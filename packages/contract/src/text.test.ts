import { describe, expect, test } from "vitest";
import {
  characterCount,
  email,
  id,
  instant,
  line,
  newPassword,
  paragraphs,
  plannedInstant,
  searchText,
  timeZone,
} from "./text.ts";
import type { z } from "zod";

function problemOf(schema: z.ZodType, value: unknown): string | null {
  const result = schema.safeParse(value);
  return result.success ? null : (result.error.issues[0]?.message ?? "");
}

describe("text", () => {
  test("is counted in characters as a person counts them, not in UTF-16 units", () => {
    expect(characterCount("🎟️")).toBe(2);
    expect(characterCount("é日🎉")).toBe(3);
    expect(problemOf(line(3), "🎉🎉🎉")).toBeNull();
    expect(problemOf(line(3), "🎉🎉🎉🎉")).toBe("Must be at most 3 characters");
  });

  test.each([
    "Zoë 🎉 日本語",
    "שלום עולם — مرحبا",
    "<b>bold</b> & \"quoted\" 'text'",
    "'; drop table events; --",
    "100 % {{braces}} ${dollar} \\backslash",
  ])("is taken as typed: %s", (text) => {
    expect(line(200).parse(text)).toBe(text);
    expect(paragraphs(200).parse(text)).toBe(text);
  });

  test.each([
    ["U+202E, which turns what follows around", "abc \u202Edef\u202C"],
    ["U+2067", "abc \u2067def\u2069"],
    ["a space of no width", "Al\u200Bice"],
    ["a joiner between Latin letters", "Al\u200Dice"],
    ["a joiner at its beginning", "\u200Dمرحبا"],
    ["a joiner after an emoji, and nothing to join", "Party 🎉\u200D"],
    ["a word joiner", "Al\u2060ice"],
    ["a byte order mark within", "Al\uFEFFice"],
    ["letters that only programs see", "Alice\u{E0041}\u{E0042}"],
  ])("with %s is no line, for it looks like another", (_, text) => {
    expect(problemOf(line(200), text)).toBe("Contains an invisible character: type it anew");
    expect(paragraphs(200).parse(text)).toBe(text);
  });

  test.each([
    ["Persian", "می\u200Cخواهم"],
    ["Sinhala", "ශ්\u200Dරී ලංකා"],
    ["Malayalam, at a word's end", "അവന്\u200D വന്നു"],
    ["a family", "👩\u200D👩\u200D👧\u200D👦"],
    ["a scientist with a skin tone", "👩🏽\u200D🔬"],
    ["a pirate's flag", "🏴\u200D☠️ Ahoy"],
    ["a rainbow flag", "🏳️\u200D🌈"],
    ["England's flag", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"],
    ["Hebrew beside a number, with its mark", "שלום \u200F2026"],
  ])("keeps the joiners that writing needs: %s", (_, text) => {
    expect(line(200).parse(text)).toBe(text);
  });

  test.each([
    ["a NUL", "a\u0000b"],
    ["half of a surrogate pair", "a\uD83Cb"],
  ])("with %s cannot be stored", (_, text) => {
    for (const schema of [line(200), paragraphs(200), searchText, newPassword])
      expect(problemOf(schema, text)).toBe("Contains a character that cannot be stored");
  });

  test.each(["", " ", "\t\u00A0\u3000", "\u200B\u200B", "\u202E \u2060"])(
    "of white space alone is empty: %j",
    (text) => {
      expect(problemOf(line(200), text)).toBe("Must not be empty");
      expect(problemOf(paragraphs(200), text)).toBe("Must not be empty");
    },
  );

  test("a line drops the spaces around it and is one line", () => {
    expect(line(200).parse("  Meetup \u00A0")).toBe("Meetup");
    for (const lineEnd of ["\n", "\r", "\u2028", "\u2029"])
      expect(problemOf(line(200), `one${lineEnd}two`)).toBe("Must be a single line");
  });

  test("paragraphs keep their lines and the spaces around them", () => {
    expect(paragraphs(200).parse("  # Title\r\n\n- a\n")).toBe("  # Title\r\n\n- a\n");
  });

  test.each([undefined, null, 1, {}, ["text"]])("is text: not %j", (value) => {
    expect(line(200).safeParse(value).success).toBe(false);
    expect(paragraphs(200).safeParse(value).success).toBe(false);
  });

  test("to search for may be empty", () => {
    expect(searchText.parse("  ")).toBe("");
    expect(problemOf(searchText, "x".repeat(201))).toBe("Must be at most 200 characters");
  });
});

describe("an instant", () => {
  test.each([
    ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T17:00:00+08:00", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T09:00:00.123-05:30", "2026-03-01T14:30:00.123Z"],
    ["2024-02-29T00:00:00+14:00", "2024-02-28T10:00:00.000Z"],
  ])("%s is %s", (text, utc) => {
    expect(instant.parse(text).toISOString()).toBe(utc);
  });

  test.each([
    "2026-03-01T09:00:00",
    "2026-03-01",
    "2026-03-01 09:00:00Z",
    "1772355600",
    "tomorrow",
    "2026-02-30T09:00:00Z",
    "2026-13-01T09:00:00Z",
    "2026-03-01T25:00:00Z",
    "",
  ])("%j is none: nothing is guessed", (text) => {
    expect(problemOf(instant, text)).toBe(
      "Must be a date and time with a time zone, such as 2026-03-01T09:00:00Z",
    );
  });

  test.each([1772355600, null, new Date()])("is text: not %s", (value) => {
    expect(instant.safeParse(value).success).toBe(false);
  });

  test.each(["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])(
    "%s lies outside the years that are written with four digits",
    (text) => {
      expect(problemOf(instant, text)).toBe("Must be a date that exists");
    },
  );
});

describe("an instant to plan with", () => {
  test.each(["0001-05-01T09:00:00Z", "1999-12-31T23:59:59Z", "2101-01-01T00:00:00Z", "9999-05-01T09:00:00Z"])(
    "is not %s",
    (text) => {
      expect(problemOf(plannedInstant, text)).toBe("Must be in a year from 2000 to 2100");
    },
  );

  test.each(["2000-01-01T00:00:00Z", "2100-12-31T23:59:59Z"])("may be %s", (text) => {
    expect(problemOf(plannedInstant, text)).toBeNull();
  });
});

describe("a time zone", () => {
  test.each(["UTC", "Asia/Taipei", "America/Argentina/Buenos_Aires"])("%s is one", (name) => {
    expect(timeZone.parse(name)).toBe(name);
  });

  test.each(["+08:00", "Mars/Olympus", "", "UTC+8", "Asia/Taipei ", "../etc/passwd"])(
    "%j is none",
    (name) => {
      expect(problemOf(timeZone, name)).toBe("Must be an IANA time zone, such as Europe/Berlin");
    },
  );
});

describe("an email address", () => {
  test.each(["alice@company.com", "bob@door.test", "carol+tag@printer.local", "O'Neil@company.com"])(
    "%s is one, as typed",
    (text) => {
      expect(email.parse(` ${text} `)).toBe(text);
    },
  );

  test.each(["alice", "alice@", "@company.com", "a b@company.com", "a\u0000@company.com", "", " "])(
    "%j is none",
    (text) => {
      expect(problemOf(email, text)).toBe("Must be an email address");
    },
  );

  test("has at most 254 characters", () => {
    const domain = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.com`;
    expect(email.safeParse(`${"x".repeat(254 - domain.length - 1)}@${domain}`).success).toBe(true);
    expect(email.safeParse(`${"x".repeat(254 - domain.length)}@${domain}`).success).toBe(false);
  });
});

describe("an id", () => {
  test("is a UUID of any version, in lower case", () => {
    expect(id.parse("0193A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B")).toBe("0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    expect(id.safeParse("00000000-0000-0000-0000-000000000001").success).toBe(true);
  });

  test.each(["", "1", "0193a1b2c3d47e5f8a6b7c8d9e0f1a2b", "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'", null])(
    "%j is none",
    (value) => {
      expect(id.safeParse(value).success).toBe(false);
    },
  );
});

describe("a new password", () => {
  test("has 8 to 200 characters, and its spaces count", () => {
    expect(problemOf(newPassword, "1234567")).toBe("Must be at least 8 characters");
    expect(problemOf(newPassword, "🎉🎉🎉🎉")).toBe("Must be at least 8 characters");
    expect(newPassword.parse("  spaces  ")).toBe("  spaces  ");
    expect(newPassword.safeParse("x".repeat(200)).success).toBe(true);
    expect(problemOf(newPassword, "x".repeat(201))).toBe("Must be at most 200 characters");
  });
});
