import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { questionsText } from "./questions-text.ts";

export const questionsTextDe = translation<typeof questionsText>("questions", {
  questions: "Fragen",
  note: "Wer sich anmeldet, beantwortet sie. Die Antworten stehen in der Liste der Teilnehmenden, in Exporten und im Überblick.",
  none: "Es wird nichts gefragt",
  noneNext: "Man meldet sich mit einem Tippen an. Fügen Sie eine Frage hinzu, wenn Sie mehr wissen müssen.",
  add: "Frage hinzufügen",
  questionNumber: (number) => `Frage ${formatNumber(number)}`,
  label: "Frage",
  kind: "Antwort",
  kinds: {
    text: "Freier Text",
    choice: "Eine von mehreren",
    checkbox: "Kästchen zum Ankreuzen",
  },
  options: "Was zur Wahl steht",
  optionsHint: "Je Zeile eine, mindestens zwei.",
  required: "Antwort erforderlich",
  requiredBox: "Das Kästchen muss angekreuzt sein",
  moveUp: (number) => `Frage ${formatNumber(number)} nach oben`,
  moveDown: (number) => `Frage ${formatNumber(number)} nach unten`,
  remove: (number) => `Frage ${formatNumber(number)} entfernen`,
  removed: "Die Frage wird beim Speichern entfernt",
  undo: "Rückgängig",
  save: "Fragen speichern",
  saved: "Die Fragen sind gespeichert",
  savedNext: "Sie werden allen gestellt, die sich ab jetzt anmelden.",
  notSaved: "Die Fragen sind nicht gespeichert",
  unsaved: "Es gibt nicht gespeicherte Änderungen.",
  discard: "Änderungen verwerfen",
  isEmpty: "Schreiben Sie die Frage",
  tooFewOptions: "Mindestens zwei, alle verschieden",
});
