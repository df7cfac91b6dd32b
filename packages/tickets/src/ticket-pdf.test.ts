import { locales } from "@eventmaster/contract/locales";
import { ticketFormats } from "@eventmaster/contract/tickets";
import { createCanvas, Path2D } from "@napi-rs/canvas";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, test, vi } from "vitest";
import { printTicket } from "./print-ticket.ts";
import { aTicket } from "./testing/a-ticket.ts";
import { readCodes } from "./testing/read-code.ts";
import { drawTicketPdf } from "./ticket-pdf.ts";

const english = { format: "a4", locale: "en" } as const;

/** All text of the first page, as another library finds it. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.normalize("NFC").replaceAll(/\s+/gu, " ");
}

/** The first page as a browser's PDF viewer shows it. */
async function pictureOf(pdf: Uint8Array) {
  // What browsers have and Node has not.
  vi.stubGlobal("Path2D", Path2D);
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: 2 });
  const canvas = createCanvas(viewport.width, viewport.height);
  await page.render({
    canvas: null,
    canvasContext: canvas.getContext("2d") as never,
    viewport,
  }).promise;
  return { png: await canvas.encode("png"), pages: document.numPages, ...page.getViewport({ scale: 1 }) };
}

describe.each(ticketFormats)("a ticket as %s", (format) => {
  test.each(locales)(
    "in %s says what, when, where and whose, and its picture says the code",
    async (locale) => {
      const ticket = aTicket();
      const pdf = await drawTicketPdf(ticket, { format, locale });
      const text = await textOf(pdf);
      for (const said of ["An evening of talks", "18:00 – 21:00", "Hall 1", "Ágnes Müller", ticket.id])
        expect(text).toContain(said);
      const picture = await pictureOf(pdf);
      expect(picture.pages).toBe(1);
      expect(await readCodes(picture.png)).toEqual([ticket.qrCode]);
    },
  );

  test("is one page however long its texts are, and the code stays readable", async () => {
    const ticket = aTicket({
      eventTitle: "Wide words ".repeat(18).trim(),
      eventLocation: "W".repeat(200),
      holderName: "名".repeat(100),
    });
    const pdf = await drawTicketPdf(ticket, { format, locale: "en" });
    expect((await textOf(pdf)).replaceAll(" ", "")).toContain("W".repeat(10));
    const picture = await pictureOf(pdf);
    expect(picture.pages).toBe(1);
    expect(await readCodes(picture.png)).toEqual([ticket.qrCode]);
  });
});

test.each([
  ["Chinese", "王小明"],
  ["Simplified Chinese", "张伟们"],
  ["Japanese", "山田 かなカナ"],
  ["Korean", "김철수"],
  ["Cyrillic", "Юлия Ёлкина"],
  ["Greek", "Ελένη Παπαδοπούλου"],
  ["Vietnamese", "Nguyễn Thị Ánh"],
  ["Thai", "สมชาย"],
  ["Arabic", "محمد"],
  ["Hebrew", "דוד"],
  ["a mixture", "Anna 王 Ελένη"],
  ["what only the last resort has", "✓ ♜"],
])("a name in %s is in the text that a reader can select", async (_, holderName) => {
  const pdf = await drawTicketPdf(aTicket({ holderName }), english);
  expect((await textOf(pdf)).replaceAll(" ", "")).toContain(holderName.normalize("NFC").replaceAll(" ", ""));
});

test("Arabic and Hebrew run from the right, with Latin and numbers inside from the left", async () => {
  const pdf = await drawTicketPdf(aTicket({ holderName: "דוד כהן (VIP 42)" }), english);
  const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1);
  const { items } = await page.getTextContent();
  const positions = items.flatMap((item) =>
    "str" in item && item.str.trim() !== "" ? [{ text: item.str.trim(), x: Number(item.transform[4]) }] : [],
  );
  const at = (part: string) => positions.find(({ text }) => text.includes(part))?.x ?? Number.NaN;
  expect(at("VIP")).toBeLessThan(at("כהן"));
});

test("the document names its title and its language", async () => {
  const ticket = aTicket({ eventTitle: "音樂會" });
  const pdf = await drawTicketPdf(ticket, { format: "a4", locale: "zh-Hant" });
  const { info } = await getMeta(await getDocumentProxy(new Uint8Array(pdf)));
  expect(info).toMatchObject({ Title: "門票: 音樂會", Language: "zh-Hant" });
});

test("an event of several days shows both, in the event's zone", async () => {
  const ticket = aTicket({ eventEndAt: "2026-03-16T23:30:00.000Z", eventTimeZone: "Asia/Taipei" });
  const text = await textOf(await drawTicketPdf(ticket, english));
  expect(text).toContain("Sunday, 15 March 2026");
  expect(text).toContain("Tuesday, 17 March 2026, 07:30 GMT+8");
});

test("in the night in which the clock changes each time is told with its own offset", async () => {
  const night = { eventStartAt: "2027-03-28T00:30:00.000Z", eventEndAt: "2027-03-28T03:30:00.000Z" };
  const ticket = aTicket({ ...night, eventTimeZone: "Europe/Berlin" });
  expect(await textOf(await drawTicketPdf(ticket, english))).toContain("01:30 CET – 05:30 CEST");
});

test("another thread prints the same", async () => {
  const pdf = await printTicket(aTicket(), english);
  expect(await textOf(pdf)).toContain("Ágnes Müller");
});
