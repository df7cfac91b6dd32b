import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { toast } from "@eventmaster/ui/toast";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { manageText } from "./manage-text.ts";

export function ResubmitButton({ event }: { event: Event }) {
  const t = useText(manageText);
  const resubmit = trpc.events.resubmit.useMutation();
  const press = async () => {
    try {
      await resubmit.mutateAsync({ eventId: event.id });
      toast.success(t.submitted, { description: t.submittedNext });
    } catch (error) {
      toast.failure(t.notSubmitted, { description: sentenceOf(error) });
    }
    await api.events.invalidate();
  };
  return (
    <Button variant="secondary" isPending={resubmit.isPending} onPress={() => void press()}>
      {t.submitAgain}
    </Button>
  );
}
