import type { DoorNames } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { RadioGroup } from "@eventmaster/ui/radio-group";
import { toast } from "@eventmaster/ui/toast";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { doorSettingsInput } from "./door-input.ts";
import { checkInText } from "./text.ts";

/** How much of a holder's name leaves the server for the door's devices. */
export function DoorNamesChoice({ eventId }: { eventId: string }) {
  const t = useText(checkInText);
  const [roster] = trpc.checkIn.roster.useSuspenseQuery(doorSettingsInput(eventId));
  const update = trpc.checkIn.updateDoor.useMutation();
  const choose = async (doorNames: DoorNames) => {
    try {
      await update.mutateAsync({ eventId, doorNames });
      toast.success(t.namesSaved);
    } catch (error) {
      toast.failure(t.namesNotSaved, { description: sentenceOf(error) });
    }
    await api.checkIn.roster.invalidate();
  };
  return (
    <RadioGroup
      label={t.names}
      isLabelHidden
      description={t.namesHint}
      options={(["full", "short", "hidden"] as const).map((value) => ({
        value,
        label: t.namesOptions[value],
      }))}
      value={update.isPending ? update.variables.doorNames : roster.event.doorNames}
      isDisabled={update.isPending}
      onChange={(value) => void choose(value)}
    />
  );
}
