import { text } from "@eventmaster/i18n/text";

export const waitlistListText = text("waitlist-list", {
  waitlist: "Waitlist",
  note: "A seat that becomes free is offered to the next in line, who has some time to accept it.",
  status: "Status",
  everybodyWaiting: "Waiting and offered",
  statuses: {
    waiting: "Waiting",
    offered: "Seat offered",
    accepted: "Has a ticket",
    expired: "Let it pass",
    left: "Left",
  },
  position: "Place",
  name: "Name",
  email: "Email",
  joined: "Since",
  until: "Offer stands until",
  nobody: "Nobody waits",
  nobodyNext: "When the event is full, people can join the waitlist on its page.",
  nobodyWithStatus: "Nobody has this status",
  entries: "People on the waitlist",
});
