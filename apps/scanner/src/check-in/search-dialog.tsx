import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { SearchField } from "@eventmaster/ui/search-field";
import { useDeferredValue, useState } from "react";
import { uuidv7 } from "uuidv7";
import type { Answer, Scan } from "./answer.ts";
import type { OpenDoor } from "./open-door.ts";
import type { HeldTicket } from "./roster-index.ts";
import { searchText } from "./search-text.ts";
import { useKeeper } from "./use-open-door.ts";

/** More than this nobody reads through: one more letter is quicker. */
const mostShown = 20;

export interface SearchDialogProps {
  open: OpenDoor;
  onClose: () => void;
  onAnswer: (scan: Scan, answer: Answer) => void;
}

/** Finds people in the ticket list on this device: also without a network. */
export function SearchDialog({ open, onClose, onAnswer }: SearchDialogProps) {
  const t = useText(searchText);
  const { meta } = useKeeper(open.keeper);
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words);
  const found = open.keeper.index.search(wanted, mostShown + 1);
  const names = meta?.event.doorNames ?? "full";

  const admit = async (ticket: HeldTicket) => {
    const scan: Scan = { id: uuidv7(), code: null, source: "search" };
    const answer = await open.door.admit(scan, ticket);
    onClose();
    onAnswer(scan, answer);
  };

  return (
    <Dialog isOpen onOpenChange={onClose} title={t.title} size="medium">
      {names === "hidden" ? (
        <p className="pb-4 text-ink-muted">{t.namesHidden}</p>
      ) : (
        <>
          <SearchField label={t.label} autoFocus value={words} onChange={setWords} className="mb-3" />
          <div role="status" className="text-sm text-ink-muted">
            {wanted.trim() === "" ? t.hint : found.length === 0 ? t.none : null}
            {found.length > mostShown && t.more(mostShown)}
          </div>
          <ul className="flex min-h-48 flex-col divide-y divide-line pb-4">
            {found.slice(0, mostShown).map((ticket) => (
              <li key={ticket.id} className="flex items-center gap-3 py-2.5">
                <span className="min-w-0 grow">
                  <span className="block truncate font-semibold">{ticket.holderName ?? t.noName}</span>
                  <span className="block truncate text-sm text-ink-muted">
                    {[ticket.email, t.states[ticket.status]].filter(Boolean).join(" · ")}
                  </span>
                </span>
                <Button
                  size="small"
                  variant="secondary"
                  className="shrink-0 whitespace-nowrap"
                  disabledReason={
                    ticket.status === "cancelled" ? t.cancelled : ticket.email === null && t.askForTicket
                  }
                  onPress={() => void admit(ticket)}
                >
                  {t.admit}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
