import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodeList } from "@eventmaster/contract/error-codes";
import { describe, expect, it } from "vitest";
import { errorsTextDe } from "./errors-text.de.ts";
import { errorsTextZhHant } from "./errors-text.zh-hant.ts";
import { fieldSentences, translateSentence } from "./field-sentences.ts";

const root = new URL("../../../", import.meta.url).pathname;
const sources = ["packages/contract/src", "packages/core/src"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => join(folder, file)),
);

describe("sentences of fields", () => {
  it("are all known that the contract's schemas say to somebody who fills in a form", () => {
    const said = sources
      .flatMap((file) => [
        ...readFileSync(join(root, file), "utf8").matchAll(
          /"((?:Must|Is required|Contains|Only a)[^"`]*)"|`((?:Must)[^`]*)`|'((?:Must)[^'`]*)'/gu,
        ),
      ])
      .map(([, plain, filled, quoting]) => plain ?? filled ?? quoting ?? "")
      .map((sentence) =>
        sentence.replaceAll(/\$\{(?:[^}"]|"[^"]*")*\}|\d{4}-\d{2}-\d{2}T[\d:]+Z|\d[\d,]*/gu, "#"),
      )
      // Said to programs: forms offer the values, and make the ids and lists.
      .filter(
        (sentence) =>
          !/^Only .*\.$|^Must be (?:# # or #|[^#]*(?:a list|id|object|kind of mail|next_cursor|asc or desc|all|waitlist|walk-in)\b|at most # (?:scans|registrations)$|lower-case|upcoming)|one of (?:#|the actions)|^Is required with/u.test(
            sentence,
          ),
      );
    expect(
      [...new Set(said)].filter((sentence) => !fieldSentences.some((known) => known === sentence)),
    ).toEqual([]);
  });

  it("keep their numbers", () => {
    const { field } = errorsTextDe.words as { field: (message: string) => string };
    expect(field("Must be at most 1,000,000")).toBe("Darf höchstens 1,000,000 sein");
    expect(field("Must be at least 8 characters")).toBe("Mindestens 8 Zeichen");
  });

  it("stay as they came when they are not known", () => {
    expect(translateSentence("Something new", {} as never)).toBe("Something new");
  });
});

describe("sentences of errors", () => {
  it.each([
    ["German", errorsTextDe],
    ["Chinese", errorsTextZhHant],
  ])("are there for every code: %s", (_, { words }) => {
    const { sentence } = words as { sentence: (code: string, message: string) => string };
    expect(errorCodeList.filter((code) => sentence(code, "untranslated") === "untranslated")).toEqual([]);
  });

  it.each([
    ["German", errorsTextDe, "in 43 Minuten", "in einer Sekunde"],
    ["Chinese", errorsTextZhHant, "43 分鐘", "1 秒"],
  ])("say when a rate limit ends: %s", (_, { words }, minutes, second) => {
    const { sentence } = words as { sentence: (code: string, message: string, seconds?: number) => string };
    expect(sentence("rate_limited", "", 2550)).toContain(minutes);
    expect(sentence("rate_limited", "", 1)).toContain(second);
    expect(sentence("rate_limited", "")).not.toMatch(/\d/u);
  });
});
