import { formatNumber } from "@eventmaster/i18n/format";
import { text } from "@eventmaster/i18n/text";

const tickets = (count: string) => (count === "1" ? "1 ticket" : `${count} tickets`);

/** Can this device run the door now? */
export const readinessText = text("scanner.readiness", {
  title: "Is this device ready?",
  overall: {
    good: "Ready for the door",
    warn: "Ready, with something to know",
    bad: "Not ready yet",
  },
  levels: { good: "Good", warn: "To know", bad: "To do" },
  items: {
    session: "Signed in",
    link: "Network",
    roster: "Ticket list",
    keys: "Keys",
    storage: "Storage",
    app: "App",
    clock: "Clock",
    camera: "Camera",
    sound: "Sound",
    scans: "Scans to send",
    seats: "Seats for walk-ins",
  },
  session: {
    signed_in: (name: string) => `As ${name}.`,
    signed_out: () => "Nobody is signed in. Sign in while there is a network.",
    refused: () => "The server does not let you scan here any more. Ask the organizer.",
  },
  link: {
    fast: (ms: string) => `The server answers in ${ms} ms.`,
    slow: () => "The server answers too slowly to be asked at the door. This device decides by itself.",
    none: () => "The server does not answer. This device decides by itself, and sends its scans later.",
  },
  roster: {
    complete: (count: string) => `${tickets(count)}, as many as the server has.`,
    loading: () => "It is being read from this device.",
    missing: () => "There is none yet. Stay online until it is here.",
    unreadable: () => "What was stored cannot be read. Stay online until it is here again.",
    partial: (count: string) => `${tickets(count)} so far. Stay online until it is complete.`,
    differs: (count: string) =>
      `${tickets(count)} here; the server had another number. Load it again while online.`,
    old: (count: string) =>
      `${tickets(count)}, but not of the last quarter of an hour. Load it again while online.`,
  },
  keys: {
    here: () => "Genuine tickets are told from forged ones.",
    missing: () => "Without them no ticket can be checked offline. Stay online for a moment.",
  },
  storage: {
    fine: (free: string) => `There is room${free}.`,
    blocked: () =>
      "This browser keeps nothing for this page: scans are lost when it is closed. Leave private mode.",
    unsaved: () => "Some scans could not be saved. Keep this page open until they are sent, and make room.",
    unreadable: () => "Some stored scans cannot be read. They are left as they are; tell the organizer.",
    full: (free: string) => `There is hardly room${free}. Delete something else on this device.`,
    not_persistent: () => "The browser may clear it when room is short. Ask it not to.",
  },
  app: {
    kept: () => "It opens without a network.",
    not_kept: () => "It does not open without a network yet. Load this page once more while online.",
  },
  clock: {
    right: () => "It agrees with the server’s.",
    skewed: (minutes: string) =>
      `It is ${minutes} minutes off. Scans are corrected; set it right all the same.`,
    unknown: () => "It was not compared with the server’s yet.",
  },
  camera: {
    works: () => "It was tried and works.",
    not_tried: () => "It was not tried yet.",
    denied: () => "It is not allowed. Allow it for this site in the browser’s settings.",
    none: () => "There is none. Type codes, or use a hand-held scanner.",
    insecure: () => "It needs an https address.",
  },
  sound: {
    on: () => "Verdicts can be heard.",
    muted: () => "It is turned off here.",
    untouched: () => "Press Try it once: browsers are silent before that.",
  },
  scans: {
    sent: () => "All are at the server.",
    waiting: (count: string) =>
      count === "1"
        ? "1 is on this device only. It is sent by itself."
        : `${count} are on this device only. They are sent by themselves.`,
    refused: () => "The server did not take some of them. Look at the log.",
  },
  seats: {
    kept: (count: string) =>
      `${count} ${count === "1" ? "is" : "are"} kept for this device while it is offline.`,
    not_yet: (from: string) =>
      `None yet: seats are kept for this device from ${from}. Open it here online then, or nobody without a ticket can be let in offline.`,
    none: () => "None: without a network nobody can be let in without a ticket.",
  },
  free: (megabytes: number) => `: ${formatNumber(megabytes)} MB are free`,
  loadAgain: "Load again",
  keepStorage: "Ask to keep it",
  tryCamera: "Try it",
  trySound: "Try it",
  turnOn: "Turn on",
  openLog: "Open the log",
  toTheDoor: "To the door",
  kiosk: "Self check-in",
});
