import { useText } from "@eventmaster/i18n/locale";
import type { Verdict } from "@eventmaster/contract/verdicts";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { verdictText } from "./verdict-text.ts";

type Kind = "admitted" | "again" | "refused";

const kinds: Record<Verdict, Kind> = {
  admitted: "admitted",
  already_admitted: "again",
  left: "admitted",
  cancelled: "refused",
  wrong_event: "refused",
  not_published: "refused",
  event_over: "refused",
  unknown: "refused",
  forged: "refused",
};

/** Sound and vibration go by the same three. */
export function verdictKind(verdict: Verdict): Kind {
  return kinds[verdict];
}

/*
 * The door has no theme: these are chosen for sunlight, and differ in lightness as well as hue, so that they
 * stay apart for colour-blind eyes and on a dim screen.
 */
const grounds: Record<Kind, string> = {
  admitted: "bg-[#00703c] text-white",
  again: "bg-[#ffb800] text-black",
  refused: "bg-[#b00018] text-white",
};

export type VerdictPanelProps = {
  verdict: Verdict;
  /** The name of the person, when the ticket is known. */
  name?: string | undefined;
  /** The sentence for the door: "Already admitted at 18:42 at Gate B by Bob". */
  message: string;
  /** A quieter last line: "Offline: will be sent later". */
  note?: string | undefined;
  /** Buttons at the bottom; `verdictButtonStyles()` suits them. */
  actions?: ReactNode;
  /** Fills its container, not the screen. */
  isInline?: boolean | undefined;
  className?: string | undefined;
};

/** What the door is told, legible in the sun at arm's length and without colour. */
export function VerdictPanel({
  verdict,
  name,
  message,
  note,
  actions,
  isInline,
  className,
}: VerdictPanelProps) {
  const t = useText(verdictText);
  const kind = kinds[verdict];
  return (
    <div
      data-verdict={verdict}
      data-verdict-kind={kind}
      data-verdict-screen={isInline ? undefined : true}
      className={classNames(
        "@container flex flex-col overflow-y-auto landscape:max-lg:flex-row",
        isInline ? "size-full" : "fixed inset-0 z-50 animate-fade pt-[env(safe-area-inset-top)]",
        grounds[kind],
        className,
      )}
    >
      <div
        role="alert"
        className="flex grow flex-col items-center justify-center gap-[clamp(0.75rem,3cqi,2rem)] px-5 py-6 text-center landscape:max-lg:flex-row landscape:max-lg:gap-6 landscape:max-lg:text-start"
      >
        <VerdictSymbol
          kind={kind}
          className="w-[min(58cqi,34vh)] shrink-0 landscape:max-lg:w-[min(24cqi,60vh)]"
        />
        <div className="flex min-w-0 max-w-full flex-col gap-[clamp(0.5rem,2cqi,1.25rem)]">
          <p className="display-type text-[clamp(2.5rem,min(13.5cqi,13vh),7.5rem)] leading-[0.95] font-extrabold tracking-[-0.015em] uppercase landscape:max-lg:text-[clamp(2rem,6.5cqi,5rem)]">
            {t.verdicts[verdict]}
          </p>
          {name && (
            <p className="line-clamp-3 text-[clamp(2rem,min(10cqi,6.5vh),4rem)] leading-tight font-bold break-words landscape:max-lg:text-[clamp(1.5rem,4.5cqi,3rem)]">
              {name}
            </p>
          )}
          <p className="mx-auto max-w-2xl text-[clamp(1.25rem,min(5cqi,3.6vh),2rem)] leading-snug font-medium text-balance landscape:max-lg:mx-0 landscape:max-lg:text-xl">
            {message}
          </p>
          {note && <p className="text-lg font-medium">{note}</p>}
        </div>
      </div>
      {actions && (
        <div className="flex flex-col gap-3 px-5 pt-2 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-center landscape:max-lg:flex-col landscape:max-lg:pt-5">
          {actions}
        </div>
      )}
    </div>
  );
}

/** For buttons that stand on a verdict: the ground turned round. */
export function verdictButtonStyles(): string {
  return "inline-flex min-h-14 cursor-pointer items-center justify-center gap-2.5 rounded-card border-[3px] border-current px-6 text-lg font-bold text-inherit no-underline hover:bg-black/15 focus-visible:outline-[3px] focus-visible:outline-offset-3 focus-visible:outline-current data-focus-visible:outline-current!";
}

/** A tick in a disc, two rings, a bare cross: three outlines that nobody mistakes. */
export function VerdictSymbol({ kind, className }: { kind: Kind; className?: string | undefined }) {
  return (
    <svg viewBox="0 0 100 100" aria-hidden fill="none" className={classNames("aspect-square", className)}>
      {kind === "admitted" && (
        <>
          <circle cx="50" cy="50" r="48" fill="#fff" />
          <path
            d="M26 52l17 17 32-37"
            stroke="#00703c"
            strokeWidth="13"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
      {kind === "again" && (
        <>
          <circle cx="50" cy="50" r="43" stroke="#000" strokeWidth="9" />
          <circle cx="50" cy="50" r="23" stroke="#000" strokeWidth="9" />
        </>
      )}
      {kind === "refused" && (
        <path d="M14 14l72 72M86 14l-72 72" stroke="#fff" strokeWidth="19" strokeLinecap="square" />
      )}
    </svg>
  );
}
