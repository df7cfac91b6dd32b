import type { AttendeeWithAnswers } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Dialog } from "@eventmaster/ui/dialog";
import { KeyValueList } from "@eventmaster/ui/key-value-list";
import { answerText } from "./answer-words.ts";
import { attendeesText } from "./attendees-text.ts";

export function AnswersDialog({ attendee, onClose }: { attendee: AttendeeWithAnswers; onClose: () => void }) {
  const t = useText(attendeesText);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t.answersOf(attendee.userDisplayName)}
    >
      <KeyValueList
        items={attendee.answers.map(({ label, value }) => ({
          label,
          value: <span className="break-words whitespace-pre-wrap">{answerText(value)}</span>,
        }))}
      />
    </Dialog>
  );
}
