import { useText } from "@eventmaster/i18n/locale";
import { VerdictPanel, verdictButtonStyles } from "@eventmaster/ui/verdict";
import { Link } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { type Answer, isSignedOut } from "./answer.ts";
import { NotCheckedPanel } from "./not-checked-panel.tsx";
import { notCheckedWords } from "./not-checked-words.ts";
import { doorText } from "./text.ts";
import { verdictText } from "./verdict-text.ts";

export interface VerdictOverlayProps {
  eventId: string;
  answer: Answer;
  /** The server does not answer: what is shown here will be sent later. */
  isOffline?: boolean;
  /** Without a code there is nothing to try again. */
  canRetry: boolean;
  onRetry: () => void;
  onDismiss: () => void;
  onShowTicket?: () => void;
}

/** The verdict over the whole screen. A tap anywhere, Enter or Escape is done with it. */
export function VerdictOverlay({
  eventId,
  answer,
  isOffline = false,
  canRetry,
  onRetry,
  onDismiss,
  onShowTicket,
}: VerdictOverlayProps) {
  const first = useRef<HTMLButtonElement>(null);
  const dismiss = useEffectEvent(onDismiss);
  const t = useText(doorText);
  const { sentence } = useText(verdictText);

  useEffect(() => {
    // With the next picture, whose layout it needs: a verdict does not wait for one of its own.
    const frame = requestAnimationFrame(() => first.current?.focus({ preventScroll: true }));
    const onClick = ({ target }: MouseEvent) => {
      // Its buttons speak for themselves.
      if (!(target instanceof Element && target.closest("button, a"))) dismiss();
    };
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "Escape") dismiss();
    };
    window.addEventListener("click", onClick);
    window.addEventListener("keydown", onKeyDown);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("click", onClick);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);

  if (answer.kind === "decided")
    return (
      <VerdictPanel
        verdict={answer.verdict}
        name={answer.name ?? undefined}
        message={sentence(answer)}
        note={answer.note ? t.notes[answer.note] : isOffline ? t.notes.offline : undefined}
        className="cursor-pointer"
        actions={
          <>
            {answer.ticketCode && (
              <button type="button" onClick={onShowTicket} className={verdictButtonStyles()}>
                {t.showTicket}
              </button>
            )}
            <button ref={first} type="button" onClick={onDismiss} className={verdictButtonStyles()}>
              {t.next}
            </button>
          </>
        }
      />
    );

  const mustSignIn = isSignedOut(answer);
  return (
    <NotCheckedPanel
      message={notCheckedWords(answer.reason, answer.message)}
      actions={
        <>
          {mustSignIn && (
            <Link to="/sign-in" search={{ event: eventId }} className={verdictButtonStyles()}>
              {t.signInAgain}
            </Link>
          )}
          {canRetry && !mustSignIn && (
            <button ref={first} type="button" onClick={onRetry} className={verdictButtonStyles()}>
              {t.tryAgain}
            </button>
          )}
          <button
            ref={canRetry && !mustSignIn ? null : first}
            type="button"
            onClick={onDismiss}
            className={verdictButtonStyles()}
          >
            {t.next}
          </button>
        </>
      }
    />
  );
}
