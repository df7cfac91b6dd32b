import type { Ticket } from "@eventmaster/contract/registrations";
import { showTicket } from "../registrations/registration-view.ts";
import type { TenantContext } from "../context.ts";
import { calendarFile } from "../calendar/calendar-file.ts";
import { ticketEntry } from "../calendar/ticket-entry.ts";
import type { Reader } from "./compose-mail.ts";
import type { Mail, MailAbout } from "./mail.ts";
import type { MailPart } from "./mail-parts.ts";
import { eventMessages } from "@eventmaster/db/schema/mails";
import { events } from "@eventmaster/db/schema/events";
import { eq } from "drizzle-orm";
import { draftMessage } from "./draft-message.ts";
import { isSameClock, momentIn } from "./moments.ts";
import type { MailFile, ReadyMail } from "./ready-mail.ts";
import { ticketImage } from "./ticket-image.ts";
import { type TicketOfMail, ticketOfMail } from "./ticket-of-mail.ts";
import { type MailTexts, mailTexts, type Wording } from "./texts/mail-texts.ts";

export interface Draft {
  wording: Wording;
  parts: MailPart[];
  files?: MailFile[];
  ticket?: Ticket;
  calendar?: ReadyMail["calendar"];
}

interface Drafting {
  ctx: TenantContext;
  texts: MailTexts;
  reader: Reader;
  from: { name: string; email: string };
}

/** What a mail of its kind says and carries; null when there is nothing to say any more. */
export async function draftMail(
  ctx: TenantContext,
  mail: Mail,
  reader: Reader,
  from: Drafting["from"],
): Promise<Draft | null> {
  const texts = mailTexts(reader.locale);
  const drafting = { ctx, texts, reader, from };
  switch (mail.kind) {
    case "verify_email":
    case "reset_password":
      return plain(texts.mails[mail.kind]({}), mail.about.link);
    case "email_changed": {
      const { link } = mail.about;
      return plain(texts.mails.email_changed({ canTakeBack: link !== null }), link);
    }
    case "security_notice":
      return draftNotice(drafting, mail.about);
    case "webhook_disabled": {
      const { host, description, because, link } = mail.about;
      const endpoint = description === "" ? host : `${description} (${host})`;
      return plain(texts.mails.webhook_disabled({ endpoint, because }), link);
    }
    case "claim_account":
      return plain(texts.mails.claim_account(mail.about), mail.about.link);
    case "invitation":
      return plain(texts.mails.invitation(mail.about), mail.about.link);
    case "waitlist_offer": {
      const { expiresAt, timeZone, eventTitle, link } = mail.about;
      const until = texts.dateAndTime(
        momentIn(reader.locale, new Date(expiresAt), reader.timeZone ?? timeZone),
      );
      return plain(texts.mails.waitlist_offer({ eventTitle, until }), link);
    }
    case "waitlist_closed": {
      const { eventTitle, cause, reason, link } = mail.about;
      const isCancelled = cause === "event_cancelled";
      return plain(
        texts.mails.waitlist_closed({ eventTitle, isCancelled }),
        link,
        reasonGiven(texts, reason),
      );
    }
    case "event_approved":
    case "event_rejected":
    case "revision_accepted":
    case "revision_refused": {
      const { reason, link } = mail.about;
      return plain(texts.mails[mail.kind](mail.about), link, reasonGiven(texts, reason));
    }
    case "registration_confirmed":
    case "registered_by_organizer":
    case "registration_restored":
    case "reminder_day":
    case "reminder_hour":
      return draftTicket(drafting, mail);
    case "event_changed":
      return draftChange(drafting, mail.about);
    case "registration_cancelled":
    case "cancelled_by_organizer":
    case "event_cancelled":
      return draftCancellation(drafting, mail);
    case "organizer_message": {
      const message = await messageOfMail(ctx, mail.about.messageId);
      return message && draftMessage(ctx, reader.locale, message);
    }
    case "event_deleted":
      return draftDeletion(drafting, mail.about);
  }
}

function draftNotice({ texts, reader }: Drafting, about: MailAbout<"security_notice">): Draft {
  const { event, keyNames, keyCount, link } = about;
  const at = texts.dateAndTime(momentIn(reader.locale, new Date(about.at), reader.timeZone ?? "UTC"));
  const named = new Intl.ListFormat(reader.locale).format(keyNames.map((name) => texts.quoted(name)));
  const keys = keyCount > keyNames.length ? `${named} …` : named;
  return plain(texts.mails.security_notice({ event, at, keys, keyCount }), link);
}

/** Null when it went with its event. */
async function messageOfMail(ctx: TenantContext, messageId: string) {
  const [found] = await ctx.db
    .select({
      subject: eventMessages.subject,
      body: eventMessages.body,
      event: { id: events.id, title: events.title },
    })
    .from(eventMessages)
    .innerJoin(events, eq(events.id, eventMessages.eventId))
    .where(eq(eventMessages.id, messageId));
  return found ?? null;
}

/** Paragraphs, what stands between, and a button. */
function plain(wording: Wording, link: string | null, between: MailPart[] = []): Draft {
  return {
    wording,
    parts: [
      ...wording.paragraphs.map((text) => ({ type: "paragraph", text }) as const),
      ...between,
      ...(wording.action === undefined || link === null
        ? []
        : [{ type: "button", label: wording.action, link } as const]),
    ],
  };
}

function reasonGiven(texts: MailTexts, reason: string | null): MailPart[] {
  return reason === null || reason === ""
    ? []
    : [
        { type: "paragraph", text: texts.reason },
        { type: "quote", text: reason },
      ];
}

/** When and where: on the event's clock, and on the reader's own where that shows something else. */
function factsOf({ texts, reader }: Drafting, { event }: TicketOfMail): MailPart[] {
  const told = (at: Date, zone: string) => texts.dateAndTime(momentIn(reader.locale, at, zone));
  const facts: MailPart[] = [
    { type: "fact", label: texts.begins, text: told(event.startAt, event.timeZone) },
    { type: "fact", label: texts.ends, text: told(event.endAt, event.timeZone) },
    { type: "fact", label: texts.place, text: event.location },
  ];
  if (reader.timeZone !== null && !isSameClock(event.startAt, event.timeZone, reader.timeZone))
    facts.splice(1, 0, {
      type: "fact",
      label: texts.beginsForYou,
      text: told(event.startAt, reader.timeZone),
    });
  return facts;
}

/** The ticket of that generation while it opens the door. */
async function liveTicket(
  { ctx }: Drafting,
  { registrationId, generation }: { registrationId: string; generation: number },
): Promise<TicketOfMail | null> {
  const ticket = await ticketOfMail(ctx, registrationId);
  const isLive =
    ticket !== null &&
    ticket.registration.status !== "cancelled" &&
    ticket.registration.generation === generation &&
    ticket.event.status === "published";
  return isLive ? ticket : null;
}

async function draftTicket(
  drafting: Drafting,
  mail: Extract<
    Mail,
    {
      kind:
        | "registration_confirmed"
        | "registered_by_organizer"
        | "registration_restored"
        | "reminder_day"
        | "reminder_hour";
    }
  >,
): Promise<Draft | null> {
  const { ctx, texts } = drafting;
  const ticket = await liveTicket(drafting, mail.about);
  if (ticket === null || ticket.event.endAt <= ctx.now) return null;
  // A reminder of a time that the event does not have any more would mislead.
  if ("startAt" in mail.about && mail.about.startAt !== ticket.event.startAt.toISOString()) return null;
  const image = ticketImage(ticket.registration.qrCode);
  const wording = texts.mails[mail.kind]({ eventTitle: ticket.event.title });
  return {
    ...plain(wording, `${ctx.publicUrl}/tickets/${ticket.registration.id}`, [
      { type: "ticket", cid: image.cid, alt: texts.qrCode },
      { type: "fact", label: texts.ticketOf, text: ticket.displayName },
      ...factsOf(drafting, ticket),
    ]),
    files: [image],
    ticket: showTicket({
      ...ticket.registration,
      holderName: ticket.displayName,
      eventEndAt: ticket.event.endAt,
      eventTimeZone: ticket.event.timeZone,
      eventLocation: ticket.event.location,
      eventCategory: ticket.event.category,
      eventStatus: ticket.event.status,
    }),
    calendar: calendarOf(drafting, ticket, "request"),
  };
}

async function draftChange(drafting: Drafting, about: MailAbout<"event_changed">): Promise<Draft | null> {
  const { ctx, texts, reader } = drafting;
  const ticket = await liveTicket(drafting, about);
  if (ticket === null) return null;
  const { before, after } = about;
  const moment = (at: string, zone: string) => {
    const told = (clock: string) => texts.dateAndTime(momentIn(reader.locale, new Date(at), clock));
    const own = reader.timeZone;
    if (own === null || isSameClock(new Date(at), zone, own)) return told(zone);
    return `${told(zone)} · ${texts.byYourClock(told(own))}`;
  };
  const changes = [
    [texts.title, before.title, after.title],
    [texts.begins, moment(before.startAt, before.timeZone), moment(after.startAt, after.timeZone)],
    [texts.ends, moment(before.endAt, before.timeZone), moment(after.endAt, after.timeZone)],
    [texts.place, before.location, after.location],
  ] as const;
  const facts = changes
    .filter(([, was, is]) => was !== is)
    .map(
      ([label, was = "", is = ""]) =>
        ({ type: "fact", label, text: `${is}\n(${texts.before(was)})` }) as const,
    );
  return {
    ...plain(
      texts.mails.event_changed({ eventTitle: ticket.event.title }),
      `${ctx.publicUrl}/tickets/${ticket.registration.id}`,
      facts,
    ),
    calendar: calendarOf(drafting, ticket, "request"),
  };
}

async function draftCancellation(
  drafting: Drafting,
  mail: Extract<Mail, { kind: "registration_cancelled" | "cancelled_by_organizer" | "event_cancelled" }>,
): Promise<Draft | null> {
  const { ctx, texts } = drafting;
  const ticket = await ticketOfMail(ctx, mail.about.registrationId);
  // Given out anew meanwhile: the confirmation of that says what is so now.
  const isSo =
    ticket !== null &&
    ticket.registration.generation === mail.about.generation &&
    (ticket.registration.status === "cancelled" || ticket.event.status === "cancelled");
  if (!isSo) return null;
  const ofWhen = "cancelledAt" in mail.about ? mail.about.cancelledAt : undefined;
  if (ofWhen !== undefined && ticket.registration.cancelledAt?.toISOString() !== ofWhen) return null;
  const { title, id } = ticket.event;
  return {
    ...plain(
      texts.mails[mail.kind]({ eventTitle: title }),
      `${ctx.publicUrl}/events/${id}`,
      "reason" in mail.about ? reasonGiven(texts, mail.about.reason) : [],
    ),
    calendar: calendarOf(drafting, ticket, "cancel"),
  };
}

/** Of an event of which nothing is left but what the mail carries. */
function draftDeletion(drafting: Drafting, { event, ticket }: MailAbout<"event_deleted">): Draft {
  const { ctx, texts, reader, from } = drafting;
  const startAt = new Date(event.startAt);
  const begins = texts.dateAndTime(momentIn(reader.locale, startAt, event.timeZone));
  const wording = texts.mails.event_deleted({
    eventTitle: event.title,
    begins,
    heldTicket: ticket !== null,
  });
  const draft = plain(wording, null);
  if (ticket === null) return draft;
  const gone = {
    registration: {
      id: ticket.registrationId,
      generation: ticket.generation,
      restoredCount: 0,
      status: "cancelled",
      createdAt: ctx.now,
      cancelledAt: ctx.now,
    },
    event: {
      ...event,
      description: "",
      startAt,
      endAt: new Date(event.endAt),
      status: "cancelled",
      updatedAt: ctx.now,
    },
  } as const;
  const attendee = { name: reader.displayName ?? reader.to, email: reader.to };
  const entries = [ticketEntry(gone, ctx.publicUrl, attendee)];
  return {
    ...draft,
    calendar: {
      method: "cancel",
      content: calendarFile({ method: "cancel", organizer: from, entries }),
    },
  };
}

/** For the calendar of who reads it; it comes from the address that the mail itself comes from. */
function calendarOf(
  { ctx, from }: Drafting,
  ticket: TicketOfMail,
  method: "request" | "cancel",
): NonNullable<ReadyMail["calendar"]> {
  const attendee = { name: ticket.displayName, email: ticket.email };
  const entry = ticketEntry(ticket, ctx.publicUrl, attendee);
  return { method, content: calendarFile({ method, organizer: from, entries: [entry] }) };
}
