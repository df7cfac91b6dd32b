import type { Event } from "@eventmaster/contract/events";
import { Button } from "@eventmaster/ui/button";
import { toast } from "@eventmaster/ui/toast";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";

export function ResubmitButton({ event }: { event: Event }) {
  const resubmit = trpc.events.resubmit.useMutation();
  const press = async () => {
    try {
      await resubmit.mutateAsync({ eventId: event.id });
      toast.success("Submitted again", { description: "An admin looks at it next." });
    } catch (error) {
      toast.failure("It was not submitted", { description: sentenceOf(error) });
    }
    await api.events.invalidate();
  };
  return (
    <Button variant="secondary" isPending={resubmit.isPending} onPress={() => void press()}>
      Submit again
    </Button>
  );
}
