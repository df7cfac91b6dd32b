import { users } from "@eventmaster/db/schema/users";
import { readCodes } from "@eventmaster/tickets/testing/read-code";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { downloadTicketPdf, downloadTicketQr } from "./download-ticket.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let member: Person;

beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  member = await organization.makeUser("member", { displayName: "王小明" });
});
afterAll(() => system.close());

async function ticketOf(person: Person, title = "Jahresfeier 2026: 年度大會 / Ende?") {
  const event = await organization.makeEvent(organizer, { title });
  const { id: registrationId, qrCode } = await register(person, event);
  return { registrationId, qrCode };
}

test("the picture says the ticket's code, and is called after the event", async () => {
  const { registrationId, qrCode } = await ticketOf(member);
  const png = await downloadTicketQr(member.ctx(), { registrationId, format: "png", size: 300 });
  expect(png).toMatchObject({ type: "image/png", name: "Jahresfeier 2026 年度大會 Ende QR.png" });
  expect(await readCodes(png.body as Uint8Array)).toEqual([qrCode]);
  const svg = await downloadTicketQr(member.ctx(), { registrationId, format: "svg", size: 300 });
  expect(svg).toMatchObject({ type: "image/svg+xml", name: "Jahresfeier 2026 年度大會 Ende QR.svg" });
});

test("the PDF is in its holder's language", async () => {
  const { registrationId } = await ticketOf(member);
  await system.db.update(users).set({ locale: "zh-Hant" }).where(eq(users.id, member.userId));
  const pdf = await downloadTicketPdf(member.ctx(), { registrationId, format: "a4" });
  expect(pdf).toMatchObject({ type: "application/pdf", name: "Jahresfeier 2026 年度大會 Ende ticket.pdf" });
  expect(Buffer.from(pdf.body as Uint8Array).toString("latin1")).toMatch(
    /^%PDF-1\.7[\s\S]*\/Lang \(zh-Hant\)/u,
  );
});

const asPdf = (registrationId: string) => (ctx: Context) =>
  downloadTicketPdf(ctx, { registrationId, format: "a4" });
const asQr = (registrationId: string) => (ctx: Context) =>
  downloadTicketQr(ctx, { registrationId, format: "png", size: 300 });

test("somebody else's ticket is not found, for organizers and admins too; nor is another tenant's", async () => {
  const { registrationId } = await ticketOf(member);
  const elsewhere = await (await system.makeOrganization()).makeUser("admin");
  const admin = await organization.makeUser("admin");
  for (const person of [organizer, admin, elsewhere]) {
    await expectRefusal(system, person.ctx(), asQr(registrationId), "not_found");
    await expectRefusal(system, person.ctx(), asPdf(registrationId), "not_found");
  }
  await expectRefusal(system, organization.anonymous(), asPdf(registrationId), "not_signed_in");
});

test("a cancelled registration has no ticket any more", async () => {
  const { registrationId } = await ticketOf(member);
  await cancelRegistration(member.ctx(), { registrationId });
  await expectRefusal(system, member.ctx(), asPdf(registrationId), "registration_cancelled");
});
