import { describe, expect, it } from "vitest";
import { auditInput } from "./audit-input.ts";
import { readAuditSearch } from "./audit-search.ts";

describe("the audit log's filters", () => {
  it("are taken from the address as far as they are understood", () => {
    const id = "01990000-0000-7000-8000-0000deadbeef";
    expect(
      readAuditSearch({
        action: "event.approve",
        about: "event",
        subject: id,
        from: "2026-03-14",
        page: "2",
      }),
    ).toMatchObject({ action: "event.approve", about: "event", subject: id, from: "2026-03-14", page: 2 });
    expect(
      readAuditSearch({ action: "X y", about: "1", subject: "z", actor: 1, from: "March", to: "2026-13-40" }),
    ).toEqual({});
  });

  it("mean whole days: the last one is within", () => {
    const { from, to } = auditInput({ from: "2026-03-14", to: "2026-03-14" });
    expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(24 * 60 * 60 * 1000);
  });
});
