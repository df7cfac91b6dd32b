import { text } from "@eventmaster/i18n/text";

/** Two devices let the same ticket in. */
export const conflictsText = text("scanner.conflicts", {
  title: "Conflicts",
  subtitle:
    "A ticket was let in twice, or should not have been. Each stays until somebody says what came of it.",
  none: "No conflicts",
  noneHint: "No ticket was let in twice.",
  unnamed: "A ticket",
  admittedTwice: "Let in twice",
  refused: "Let in, though the ticket was no good",
  held: "Scanned by a device that was off the door: it does not count yet",
  itCounts: "It counts: this person is in",
  counted: "Counts",
  extra: "Second time",
  once: "Scanned",
  at: (time: string, point: string) => `${time} at ${point}`,
  by: (who: string, device: string) => `by ${who} on ${device}`,
  thisDevice: "this device",
  device: (id: string) => `device ${id}`,
  unknownDevice: "an unknown device",
  somebody: "somebody",
  resolve: "Resolve",
  resolveTitle: "What came of it?",
  note: "Note",
  noteHint: "Such as: same person, came back for their coat.",
  noteFirst: "Write a note first",
  cancel: "Cancel",
  onlyManagers: "The event’s organizer resolves it.",
});
