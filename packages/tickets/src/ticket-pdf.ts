import type { Locale } from "@eventmaster/contract/locales";
import type { Ticket } from "@eventmaster/contract/registrations";
import type { TicketFormat } from "@eventmaster/contract/tickets";
import Pdf from "pdfkit";
import { qrModules } from "./qr-image.ts";
import { drawText, setText, type SetText } from "./set-text.ts";
import { eventTimeText, ticketTexts } from "./ticket-texts.ts";
import type { Weight } from "./typefaces.ts";

export interface TicketOptions {
  format: TicketFormat;
  locale: Locale;
}

/** Points of 1/72 inch. */
interface Layout {
  width: number;
  /** A page grows beyond it where the text needs more. */
  height: number;
  margin: number;
  titleSize: number;
  /** The code's side, with its quiet zone. */
  code: number;
  /** Whether the code stands beside the text, and not below. */
  isBeside: boolean;
}

const layouts: Record<TicketFormat, Layout> = {
  a4: { width: 595.28, height: 841.89, margin: 56, titleSize: 26, code: 190, isBeside: true },
  phone: { width: 360, height: 640, margin: 28, titleSize: 24, code: 280, isBeside: false },
};

const colours = { ink: "#14161f", muted: "#575b69", accent: "#2540d6", line: "#dfdfd8" };

/**
 * The ticket as a PDF: real text in embedded typefaces (names of any script), the code drawn as vectors, tagged for
 * screen readers. Takes 20 to 250 ms of CPU: outside tests call `printTicket`, which has it done in another thread.
 */
export async function drawTicketPdf(
  ticket: Ticket,
  { format, locale }: TicketOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const texts = ticketTexts[locale];
  const layout = layouts[format];
  const doc = new Pdf({
    autoFirstPage: false,
    // Standard fonts are none of ours, and this keeps their metrics unread.
    font: "",
    margin: 0,
    pdfVersion: "1.7",
    tagged: true,
    lang: locale,
    displayTitle: true,
    info: { Title: `${texts.ticket}: ${ticket.eventTitle}`, Author: "EventMaster" },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  drawTicket(doc, ticket, layout, locale);
  doc.end();
  await finished;
  return new Uint8Array(Buffer.concat(chunks));
}

interface Block {
  role: "H1" | "P";
  text: SetText;
  /** Above it. */
  gap: number;
}

function drawTicket(doc: PDFKit.PDFDocument, ticket: Ticket, layout: Layout, locale: Locale): void {
  const { margin, code, isBeside } = layout;
  const inner = layout.width - 2 * margin;
  const width = isBeside ? inner - code - 28 : inner;
  const blocks = blocksOf(doc, ticket, { ...layout, width }, locale);
  const textHeight = blocks.reduce((sum, { gap, text }) => sum + gap + text.height, 0);
  const hint = setText(doc, ticketTexts[locale].hint, {
    ...style(10, 400, colours.muted),
    width: code,
  });
  const codeTop = isBeside ? margin + 24 : margin + 24 + textHeight + 20;
  const bottom = Math.max(codeTop + code + 6 + hint.height, margin + 24 + textHeight) + margin;
  doc.addPage({ size: [layout.width, Math.max(layout.height, bottom)], margin: 0 });
  doc.rect(0, 0, layout.width, 10).fill(colours.accent);

  let y = margin + 24;
  for (const { role, text, gap } of blocks) {
    y += gap;
    const at = { x: margin, y };
    doc.addStructure(doc.struct(role, {}, () => drawText(doc, text, at)));
    y += text.height;
  }
  const codeLeft = isBeside ? layout.width - margin - code : margin + (inner - code) / 2;
  const alt = ticketTexts[locale].code;
  doc.addStructure(
    doc.struct("Figure", { alt }, () => drawCode(doc, ticket.qrCode, codeLeft, codeTop, code)),
  );
  doc.addStructure(
    doc.struct("P", {}, () => drawText(doc, hint, { x: codeLeft, y: codeTop + code + 6 }, "center")),
  );
}

const style = (size: number, weight: Weight, colour: string) => ({ size, weight, colour });

function blocksOf(
  doc: PDFKit.PDFDocument,
  ticket: Ticket,
  { width, titleSize }: Layout,
  locale: Locale,
): Block[] {
  const texts = ticketTexts[locale];
  const set = (text: string, size: number, weight: Weight, colour: string) =>
    setText(doc, text, { ...style(size, weight, colour), width });
  const fact = (label: string, ...lines: string[]): Block[] => [
    { role: "P", text: set(label, 10, 400, colours.muted), gap: 16 },
    ...lines.map((line): Block => ({ role: "P", text: set(line, 14, 400, colours.ink), gap: 0 })),
  ];
  return [
    { role: "P", text: set(texts.ticket, 12, 700, colours.accent), gap: 0 },
    { role: "H1", text: set(ticket.eventTitle, titleSize, 700, colours.ink), gap: 4 },
    ...fact(texts.when, ...eventTimeText(ticket, locale)),
    ...fact(texts.where, ticket.eventLocation),
    ...fact(texts.holder, ticket.holderName),
    { role: "P", text: set(texts.number, 10, 400, colours.muted), gap: 16 },
    { role: "P", text: set(ticket.id, 10, 400, colours.ink), gap: 0 },
  ];
}

/** One rectangle for each run of black, in one path: no hairlines between modules. */
function drawCode(doc: PDFKit.PDFDocument, code: string, left: number, top: number, side: number): void {
  const modules = qrModules(code);
  const unit = side / modules.length;
  doc.rect(left, top, side, side).fill("#ffffff");
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x]) x++;
      doc.rect(left + start * unit, top + y * unit, (x - start) * unit, unit);
    }
  });
  doc.fill("#000000");
}

/** What `printTicket` has its thread call, by name. @public */
export function printTicketTask({
  ticket,
  options,
}: {
  ticket: Ticket;
  options: TicketOptions;
}): Promise<Uint8Array> {
  return drawTicketPdf(ticket, options);
}
