import { VerdictSymbol } from "@eventmaster/ui/verdict";
import { CircleHelp } from "lucide-react";
import type { OutcomeKind } from "./outcome-look.ts";

// As the verdict that fills the screen.
const grounds: Record<Exclude<OutcomeKind, "not_checked">, string> = {
  admitted: "bg-[#00703c]",
  again: "bg-[#ffb800]",
  refused: "bg-[#b00018]",
};

/** The verdict's symbol, small, on its ground. Says nothing that the word beside it does not. */
export function OutcomeMark({ kind }: { kind: OutcomeKind }) {
  return kind === "not_checked" ? (
    <span className="grid size-9 shrink-0 place-items-center rounded-field border-2 border-dashed border-line-strong text-ink-muted">
      <CircleHelp aria-hidden className="size-5" />
    </span>
  ) : (
    <span className={`grid size-9 shrink-0 place-items-center rounded-field ${grounds[kind]}`}>
      <VerdictSymbol kind={kind} className="size-6" />
    </span>
  );
}
