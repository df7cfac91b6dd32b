import { text } from "@eventmaster/i18n/text";

export const shellText = text("shell", {
  home: "EventMaster, start page",
  places: {
    events: "Events",
    tickets: "My tickets",
    manage: "My events",
    admin: "Administration",
    logIn: "Log in",
    signUp: "Sign up",
  },
  /** In the bar of phones, where a quarter of 320 px is all the room. */
  eventsShort: "Events",
  scanner: "Scanner",
  waiting: "waiting",
  account: "Account",
  accountOf: (name: string) => `Account of ${name}`,
  accountSettings: "Account settings",
  logOut: "Log out",
  stillLoggedIn: "You are still logged in",
  actIn: (organization: string) => `Go to ${organization}`,
  nowIn: (organization: string) => `You are now in ${organization}`,
  switchFailed: "The organization could not be changed",
  offline: "You are offline. What you see may be old, and nothing can be changed.",
  newVersion: "There is a new version of EventMaster.",
  updateNow: "Update now",
  browseEvents: "Browse events",
  roleForbids: (name: string) =>
    `You are logged in as ${name}, whose role does not allow this. If it should, ask an administrator.`,
  noAnswer: "The server does not answer",
  noAnswerHint: "This page could not be loaded. The server may be restarting, or the connection is poor.",
  offlineHint: "This page needs a connection. It loads by itself as soon as there is one.",
  yourTickets: "Your tickets",
  tryAgain: "Try again",
  palette: "Go to or search",
  shortcuts: "Keyboard shortcuts",
});
