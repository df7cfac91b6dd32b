import type { MailTexts } from "./mail-texts.ts";

const roles = { member: "a member", organizer: "an organizer", admin: "an admin" };

const asOrganizer = (eventTitle: string) => `You get this mail because you organize “${eventTitle}”.`;
const asHolder = (eventTitle: string) => `You get this mail because you hold a ticket for “${eventTitle}”.`;

export const en: MailTexts = {
  hello: (name) => `Hello ${name},`,
  helloThere: "Hello,",
  linkFallback: "If the button does not work, open this address:",
  settings: "Choose which mails you get",
  unsubscribe: "No more mails of this kind",
  quoted: (name) => `“${name}”`,
  dateAndTime: ({ date, time }) => `${date} at ${time}`,
  begins: "Begins",
  ends: "Ends",
  beginsForYou: "Begins, by your clock",
  byYourClock: (moment) => `by your clock: ${moment}`,
  title: "Title",
  place: "Place",
  ticketOf: "Ticket of",
  before: (value) => `before: ${value}`,
  reason: "The reason given:",
  qrCode: "The QR code of your ticket",
  kinds: {
    verify_email: "Confirming your address",
    reset_password: "A new password",
    email_changed: "Your account has another address",
    security_notice: "Security of your account",
    claim_account: "Your account for an event",
    invitation: "Invitations",
    registration_confirmed: "Your ticket, when you have registered",
    registration_cancelled: "Confirmation that you cancelled",
    registered_by_organizer: "Your ticket, when an organizer has registered you",
    cancelled_by_organizer: "An organizer cancelled your registration",
    registration_restored: "Your registration is back after it was cancelled",
    waitlist_offer: "A seat from the waitlist",
    waitlist_closed: "A waitlist is closed",
    event_changed: "New time or place of an event you attend",
    event_cancelled: "An event you attend is cancelled",
    event_deleted: "An event you attend is removed",
    reminder_day: "Reminder a day before an event",
    reminder_hour: "Reminder an hour before an event",
    event_approved: "Your event was approved",
    event_rejected: "Your event was not approved",
    revision_accepted: "Your changes were accepted",
    revision_refused: "Your changes were not accepted",
    organizer_message: "Messages from organizers of your events",
    webhook_disabled: "A webhook of your organization was turned off",
  },
  mails: {
    verify_email: () => ({
      subject: "Confirm your email address",
      paragraphs: ["Please confirm that this is your email address. The link works for three days."],
      action: "Confirm my address",
      why: "You get this mail because this address was entered in EventMaster. If it was not you, ignore it.",
    }),
    reset_password: () => ({
      subject: "Choose a new password",
      paragraphs: ["With this link you choose a new password. It works once, and only for a short time."],
      action: "Choose a new password",
      why: "You get this mail because somebody asked for a new password for this address. If it was not you, ignore it: your password stays as it is.",
    }),
    email_changed: ({ canTakeBack }) => ({
      subject: "Your account has another address now",
      paragraphs: [
        "This address is no longer the one of your account: mails go to the new one, and you log in with it.",
        ...(canTakeBack
          ? [
              "If it was not you who changed it, take the account back within three days: with this link you choose a new password, the account gets this address again, and everybody who is signed in is signed out.",
            ]
          : []),
      ],
      action: "This was not me",
      why: "You get this mail because the account had this address until now.",
    }),
    security_notice: ({ event, at, keys, keyCount }) => ({
      subject: {
        password_changed: "Your password was changed",
        password_reset: "Your password was replaced",
        api_key_created: "A new API key for your account",
        session_stolen: "Somebody else may have used your account",
      }[event],
      paragraphs: [
        {
          password_changed: `The password of your account was changed on ${at}. All other devices were signed out.`,
          password_reset: `A new password was chosen for your account on ${at}, with a link from a mail to this address. All devices were signed out.`,
          api_key_created: `The API key ${keys} was made on ${at}. Whoever has it can act in your name, within what it is for.`,
          session_stolen: `On ${at} a proof of being signed in was used a second time, as happens when it was copied. That session was ended, wherever it was open.`,
        }[event],
        ...(event !== "api_key_created" && keyCount > 0
          ? [`These API keys go on working: ${keys}. Revoke those that you do not know.`]
          : []),
        event === "session_stolen"
          ? "Log in again. If you do not know how this came about, change your password: that signs out every other device."
          : "If this was you, there is nothing to do. If not, choose a new password at once and look through your devices and API keys.",
      ],
      action: "Check my account",
      why: "You get this mail because it concerns the security of your account. It cannot be switched off.",
    }),
    claim_account: ({ eventTitle }) => ({
      subject: `Your account for ${eventTitle}`,
      paragraphs: [
        `You were registered for “${eventTitle}”. Choose a password, and you can see your ticket and register for other events yourself.`,
      ],
      action: "Choose a password",
      why: `You get this mail because the organizer of “${eventTitle}” registered you with this address. Without a password nobody can use the account.`,
    }),
    invitation: ({ organizationName, inviterName, role }) => ({
      subject: `${inviterName} invites you to ${organizationName}`,
      paragraphs: [`${inviterName} invites you to join ${organizationName} as ${roles[role]}.`],
      action: "See the invitation",
      why: `You get this mail because ${inviterName} entered this address in EventMaster. If you do not want to join, ignore it.`,
    }),
    registration_confirmed: ({ eventTitle }) => ({
      subject: `Your ticket: ${eventTitle}`,
      paragraphs: [
        `You are registered for “${eventTitle}”. Show this code at the entrance, on your phone or printed.`,
      ],
      action: "Open my ticket",
      why: `You get this mail because you were registered for “${eventTitle}”.`,
    }),
    registration_cancelled: ({ eventTitle }) => ({
      subject: `You are not coming: ${eventTitle}`,
      paragraphs: [`Your registration for “${eventTitle}” is cancelled, and your ticket is no longer valid.`],
      action: "Open the event",
      why: `You get this mail because you were registered for “${eventTitle}”.`,
    }),
    registered_by_organizer: ({ eventTitle }) => ({
      subject: `You are registered: ${eventTitle}`,
      paragraphs: [
        `The organizer has registered you for “${eventTitle}”. Show this code at the entrance, on your phone or printed.`,
        "If you cannot come, cancel in your account, and somebody else gets the seat.",
      ],
      action: "Open my ticket",
      why: `You get this mail because an organizer registered you for “${eventTitle}”.`,
    }),
    cancelled_by_organizer: ({ eventTitle }) => ({
      subject: `Your registration was cancelled: ${eventTitle}`,
      paragraphs: [
        `The organizer has cancelled your registration for “${eventTitle}”. Your ticket is no longer valid.`,
      ],
      action: "Open the event",
      why: `You get this mail because you held a ticket for “${eventTitle}”.`,
    }),
    registration_restored: ({ eventTitle }) => ({
      subject: `Your registration is back: ${eventTitle}`,
      paragraphs: [
        `The organizer has taken back the cancellation of your registration for “${eventTitle}”. You are registered again, and your ticket is valid as before: the same code opens the door.`,
        "If you cannot come, cancel in your account, and somebody else gets the seat.",
      ],
      action: "Open my ticket",
      why: asHolder(eventTitle),
    }),
    waitlist_offer: ({ eventTitle, until }) => ({
      subject: `A seat is free: ${eventTitle}`,
      paragraphs: [
        `A seat for “${eventTitle}” has become free, and you are next on the waitlist.`,
        `It is kept for you until ${until}. After that it goes to the next person.`,
      ],
      action: "Take the seat",
      why: `You get this mail because you joined the waitlist of “${eventTitle}”.`,
    }),
    waitlist_closed: ({ eventTitle, isCancelled }) => ({
      subject: `No seat: ${eventTitle}`,
      paragraphs: [
        isCancelled
          ? `“${eventTitle}” does not take place, so you do not wait for a seat any more.`
          : `“${eventTitle}” begins, and no seat has become free for you. The waitlist is closed.`,
      ],
      action: "Open the event",
      why: `You get this mail because you were on the waitlist of “${eventTitle}”.`,
    }),
    event_changed: ({ eventTitle }) => ({
      subject: `Changed: ${eventTitle}`,
      paragraphs: [`Something has changed at “${eventTitle}”. Your ticket stays valid.`],
      action: "Open my ticket",
      why: asHolder(eventTitle),
    }),
    event_cancelled: ({ eventTitle }) => ({
      subject: `Cancelled: ${eventTitle}`,
      paragraphs: [`“${eventTitle}” does not take place. Your ticket is no longer valid.`],
      action: "Open the event",
      why: `You get this mail because you held a ticket for “${eventTitle}”.`,
    }),
    event_deleted: ({ eventTitle, begins, heldTicket }) => ({
      subject: `Removed: ${eventTitle}`,
      paragraphs: [
        `“${eventTitle}” on ${begins} was removed and does not take place.`,
        ...(heldTicket ? ["Your ticket is no longer valid."] : []),
      ],
      why: `You get this mail because you ${heldTicket ? "held a ticket for" : "were on the waitlist of"} “${eventTitle}”.`,
    }),
    reminder_day: ({ eventTitle }) => ({
      subject: `Coming up: ${eventTitle}`,
      paragraphs: [`“${eventTitle}” begins soon. Here is your ticket; show its code at the entrance.`],
      action: "Open my ticket",
      why: asHolder(eventTitle),
    }),
    reminder_hour: ({ eventTitle }) => ({
      subject: `About to begin: ${eventTitle}`,
      paragraphs: [
        `“${eventTitle}” begins within the hour. Here is your ticket; show its code at the entrance.`,
      ],
      action: "Open my ticket",
      why: asHolder(eventTitle),
    }),
    event_approved: ({ eventTitle }) => ({
      subject: `Published: ${eventTitle}`,
      paragraphs: [`“${eventTitle}” was approved: people can find it and register now.`],
      action: "Open the event",
      why: asOrganizer(eventTitle),
    }),
    event_rejected: ({ eventTitle }) => ({
      subject: `Not published: ${eventTitle}`,
      paragraphs: [`“${eventTitle}” was not approved. You can change it and send it in again.`],
      action: "Open the event",
      why: asOrganizer(eventTitle),
    }),
    revision_accepted: ({ eventTitle }) => ({
      subject: `Changes published: ${eventTitle}`,
      paragraphs: [`Your changes of “${eventTitle}” were accepted and are visible now.`],
      action: "Open the event",
      why: asOrganizer(eventTitle),
    }),
    revision_refused: ({ eventTitle }) => ({
      subject: `Changes not published: ${eventTitle}`,
      paragraphs: [
        `Your changes of “${eventTitle}” were not accepted. The published version stays as it is.`,
      ],
      action: "Open the event",
      why: asOrganizer(eventTitle),
    }),
    organizer_message: ({ eventTitle, subject }) => ({
      subject: `${subject} (${eventTitle})`,
      paragraphs: [`The organizer of “${eventTitle}” writes:`],
      action: "Open the event",
      why: `You get this mail because you have a ticket for “${eventTitle}”, or wait for one.`,
    }),
    webhook_disabled: ({ endpoint, because }) => ({
      subject: `A webhook was turned off: ${endpoint}`,
      paragraphs: [
        because === "gone"
          ? `${endpoint} answered that it is gone (410). It is told of nothing any more.`
          : `${endpoint} has taken no message for three days. It is told of nothing any more, and what was waiting is not sent.`,
        "Once it works again, turn the webhook on; messages in its log can be sent again.",
      ],
      action: "See the webhooks",
      why: "You get this mail because you are an admin of this organization.",
    }),
  },
  unsubscribing: {
    title: "Mails from EventMaster",
    ask: (kind) => `Do you want no more mails of this kind: “${kind}”?`,
    confirm: "Yes, no more of these",
    done: (kind) => `You get no more mails of this kind: “${kind}”.`,
    unknown: "This link is not one of ours, or its account is gone.",
    settings: "Choose which mails you get",
  },
};
