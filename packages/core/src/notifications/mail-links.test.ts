import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { createMailLinks } from "./mail-links.ts";

const links = createMailLinks("a secret key");
const unsubscription = { userId: uuidv7(), kind: "reminder_day" } as const;

test("a link says whom it is for and which mails it ends, for as long as the key is the same", () => {
  const token = links.unsubscribing(unsubscription);
  expect(token).toMatch(/^[\w.-]+$/u);
  expect(createMailLinks("a secret key").readUnsubscribing(token)).toEqual(unsubscription);
});

describe("what we did not make ends nothing:", () => {
  const token = links.unsubscribing(unsubscription);
  test.each([
    ["another person", token.replace(unsubscription.userId, uuidv7())],
    ["another kind", token.replace("reminder_day", "reminder_hour")],
    ["another key", createMailLinks("another key").unsubscribing(unsubscription)],
    ["a seal cut short", token.slice(0, -2)],
    ["no seal", token.split(".").slice(0, 2).join(".")],
    ["nothing", ""],
    ["mails that are always sent", links.unsubscribing({ ...unsubscription, kind: "verify_email" })],
  ])("%s", (_, forged) => {
    expect(links.readUnsubscribing(forged)).toBeNull();
  });
});
