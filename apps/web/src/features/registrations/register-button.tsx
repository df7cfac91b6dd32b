import type { Event } from "@eventmaster/contract/events";
import type { AnswersInput } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { NativeButton } from "@eventmaster/ui/native-button";
import { lazy, Suspense, useState } from "react";
import { failureOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { refreshRegistration } from "./refresh-registration.ts";
import { registrationsText } from "./text.ts";

const QuestionsDialog = lazy(async () => ({
  default: (await import("./questions-dialog.tsx")).QuestionsDialog,
}));

/** One tap; where the event asks something, its questions come between. */
export function RegisterButton({
  event,
  isAgain,
  onPress,
}: {
  event: Event;
  isAgain: boolean;
  onPress: () => void;
}) {
  const t = useText(registrationsText);
  const register = trpc.registrations.register.useMutation();
  return (
    <div className="flex flex-col gap-2">
      <SeatButton
        event={event}
        label={isAgain ? t.registerAgain : t.register}
        onPress={onPress}
        take={(answers) => register.mutateAsync({ eventId: event.id, answers })}
      />
      {isAgain && <p className="text-sm text-ink-muted">{t.againHint}</p>}
    </div>
  );
}

/** Takes a seat, free or offered, and says how that went. */
export function SeatButton({
  event,
  label,
  onPress,
  take,
}: {
  event: Event;
  label: string;
  onPress: () => void;
  take: (answers: AnswersInput) => Promise<unknown>;
}) {
  const t = useText(registrationsText);
  const { data: questions = [], refetch } = trpc.events.questions.useQuery({ eventId: event.id });
  const [isAsking, setIsAsking] = useState(false);
  const [isWorking, setIsWorking] = useState(false);

  /** @throws what is wrong with the answers, for the dialog to show at its questions */
  const go = async (answers: AnswersInput) => {
    // Here already, for whoever is signed in; the page is drawn without waiting for it.
    const { toast } = await import("@eventmaster/ui/toast");
    setIsWorking(true);
    onPress();
    try {
      await take(answers);
      toast.success(t.youAreRegistered, { description: t.ticketReady(event.title) });
    } catch (error) {
      const { code, message } = failureOf(error);
      if (code === "validation") {
        // Something may be asked since the page was loaded.
        const { data: asked = [] } = await refetch();
        setIsWorking(false);
        if (questions.length > 0) throw error;
        if (asked.length > 0) return setIsAsking(true);
        toast.failure(t.notRegistered, { description: message });
      } else if (code === "event_full") toast.failure(t.quicker, { description: t.quickerHint });
      else if (code !== "already_registered") toast.failure(t.notRegistered, { description: message });
    }
    setIsAsking(false);
    await refreshRegistration();
    setIsWorking(false);
  };

  return (
    <>
      <NativeButton
        size="large"
        isWide
        isPending={isWorking && !isAsking}
        onPress={() => (questions.length > 0 ? setIsAsking(true) : void go({}))}
      >
        {label}
      </NativeButton>
      {isAsking && (
        <Suspense>
          <QuestionsDialog
            title={t.questions(event.title)}
            questions={questions}
            submitLabel={label}
            onSubmit={go}
            onClose={() => setIsAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
