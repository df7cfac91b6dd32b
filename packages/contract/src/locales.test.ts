import { describe, expect, it } from "vitest";
import { matchLocale } from "./locales.ts";

describe("matchLocale", () => {
  it.each([
    [["de-AT", "en"], "de"],
    [["DE-at"], "de"],
    [["es-419", "en-001"], "en"],
    [["en-Shaw", "de-Latn-DE"], "de"],
    [["en-GB-u-ca-buddhist"], "en"],
    [["zh-Hans-TW", "zh-Hant-CN"], "zh-Hant"],
    [["zh", "de"], "de"],
    [["eng", "deu-AT"], "en"],
    [["fr", "zh-TW", "en"], "zh-Hant"],
    [["zh-HK"], "zh-Hant"],
    [["zh-CN", "en-US"], "en"],
    [["fr", "ja"], null],
    [["*", "not a tag", "de"], "de"],
    [[], null],
  ] as const)("%s is spoken as %s", (wanted, locale) => {
    expect(matchLocale(wanted)).toBe(locale);
  });
});
