import { useText } from "@eventmaster/i18n/locale";
import { Switch } from "@eventmaster/ui/switch";
import { toast } from "@eventmaster/ui/toast";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { messagesText } from "./text.ts";

/** Whether the event's holders are reminded of it by the clock. */
export function RemindersSwitch({ eventId }: { eventId: string }) {
  const t = useText(messagesText);
  const [{ isOn }] = trpc.notifications.eventReminders.useSuspenseQuery({ eventId });
  const change = trpc.notifications.setEventReminders.useMutation({
    onSuccess: (reminders) => {
      api.notifications.eventReminders.setData({ eventId }, reminders);
      void api.events.history.invalidate({ eventId });
      toast.success(reminders.isOn ? t.remindersOn : t.remindersOff);
    },
    onError: (error) => toast.failure(t.remindersFailed, { description: sentenceOf(error) }),
  });
  return (
    <Switch
      label={<strong className="font-semibold">{t.reminders}</strong>}
      description={t.remindersHint}
      className="mb-10 rounded-card border border-line bg-raised px-5 pt-2 pb-4"
      // What was pressed is shown while it is on its way; a failure turns it back.
      value={change.isPending ? change.variables.isOn === true : isOn}
      isDisabled={change.isPending}
      onChange={(next) => change.mutate({ eventId, isOn: next })}
    />
  );
}
