import { calendarFeedInput } from "@eventmaster/contract/calendar";
import { eventIdInput } from "@eventmaster/contract/events";
import { registrationIdInput } from "@eventmaster/contract/registrations";
import {
  downloadEventCalendar,
  downloadFeed,
  downloadTicketCalendar,
} from "@eventmaster/core/calendar/download-calendar";
import {
  exportAttendeesInput,
  exportAuditInput,
  exportChosenInput,
  exportScansInput,
} from "@eventmaster/contract/exports";
import { ticketPdfInput, ticketQrInput } from "@eventmaster/contract/tickets";
import { exportAttendees, exportChosenAttendees } from "@eventmaster/core/exports/export-attendees";
import { exportAudit } from "@eventmaster/core/exports/export-audit";
import { exportScans } from "@eventmaster/core/exports/export-scans";
import { downloadTicketPdf, downloadTicketQr } from "@eventmaster/core/tickets/download-ticket";
import { downloadApplePass } from "@eventmaster/core/wallets/offer-passes";
import { requires, router } from "../trpc.ts";

/** What answers with a file: reached by REST alone, since tRPC carries JSON. */
export const files = router({
  ticketQr: requires("registration:list-own")
    .input(ticketQrInput)
    .query(({ ctx, input }) => downloadTicketQr(ctx, input)),

  ticketPdf: requires("registration:list-own", "printTicket")
    .input(ticketPdfInput)
    .query(({ ctx, input }) => downloadTicketPdf(ctx, input)),

  applePass: requires("registration:list-own", "printTicket")
    .input(registrationIdInput)
    .query(({ ctx, input }) => downloadApplePass(ctx, input)),

  eventCalendar: requires("event:browse")
    .input(eventIdInput)
    .query(({ ctx, input }) => downloadEventCalendar(ctx, input)),

  ticketCalendar: requires("registration:list-own")
    .input(registrationIdInput)
    .query(({ ctx, input }) => downloadTicketCalendar(ctx, input)),

  /** By the secret in its address: calendar programs do not log in. */
  feed: requires("event:browse")
    .input(calendarFeedInput)
    .query(({ ctx, input }) => downloadFeed(ctx, input)),

  attendees: requires("attendee:list", "export")
    .input(exportAttendeesInput)
    .query(({ ctx, input }) => exportAttendees(ctx, input)),

  chosenAttendees: requires("attendee:list", "export")
    .input(exportChosenInput)
    .query(({ ctx, input }) => exportChosenAttendees(ctx, input)),

  scans: requires("attendee:list", "export")
    .input(exportScansInput)
    .query(({ ctx, input }) => exportScans(ctx, input)),

  audit: requires("audit:read", "export")
    .input(exportAuditInput)
    .query(({ ctx, input }) => exportAudit(ctx, input)),
});
