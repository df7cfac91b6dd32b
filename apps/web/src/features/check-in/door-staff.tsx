import { addStaffInput } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { Avatar } from "@eventmaster/ui/avatar";
import { Button } from "@eventmaster/ui/button";
import { FormError } from "@eventmaster/ui/form-error";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { sentenceOf } from "../../lib/failure.ts";
import { placeFailure } from "../../lib/form-failure.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { checkInText } from "./text.ts";

/** Who may scan this event's tickets beside its organizer and the admins. */
export function DoorStaff({ eventId }: { eventId: string }) {
  const t = useText(checkInText);
  const [staff] = trpc.checkIn.staff.useSuspenseQuery({ eventId });
  const add = trpc.checkIn.addStaff.useMutation();
  const remove = trpc.checkIn.removeStaff.useMutation();
  const form = useForm({
    resolver: inOwnWords(zodResolver(addStaffInput)),
    defaultValues: { eventId, email: "" },
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      const person = await add.mutateAsync(values);
      form.reset({ eventId, email: "" });
      toast.success(t.mayScan(person.displayName));
    } catch (error) {
      placeFailure(form, ["email"], error);
    }
    await api.checkIn.staff.invalidate({ eventId });
  });

  const takeOff = async (person: (typeof staff)[number]) => {
    try {
      await remove.mutateAsync({ eventId, userId: person.userId });
      toast.success(t.mayNotScan(person.displayName), {
        action: {
          label: t.undo,
          onAction: () =>
            void add
              .mutateAsync({ eventId, email: person.email })
              .catch((error: unknown) => toast.failure(t.notUndone, { description: sentenceOf(error) }))
              .finally(() => void api.checkIn.staff.invalidate({ eventId })),
        },
      });
    } catch (error) {
      toast.failure(t.stillStaff(person.displayName), { description: sentenceOf(error) });
    }
    await api.checkIn.staff.invalidate({ eventId });
  };

  return (
    <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
      <div>
        {staff.length === 0 ? (
          <p className="text-ink-muted">{t.noStaff}</p>
        ) : (
          <ul
            aria-label={t.staff}
            // Two hundred people would push everything else away; what scrolls must be reachable by keyboard.
            {...(staff.length > 8 ? { tabIndex: 0 } : {})}
            className="flex max-h-[32rem] flex-col divide-y divide-line overflow-y-auto"
          >
            {staff.map((person) => (
              <li key={person.userId} className="flex items-center gap-3 py-2.5">
                <Avatar name={person.displayName} />
                <span className="min-w-0 grow">
                  <span className="block font-semibold wrap-anywhere">{person.displayName}</span>
                  <span className="block text-sm break-all text-ink-muted">{person.email}</span>
                </span>
                <Button
                  variant="quiet"
                  size="small"
                  aria-label={t.removeNamed(person.displayName)}
                  onPress={() => void takeOff(person)}
                >
                  {t.remove}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <form
        onSubmit={(event) => void submit(event)}
        noValidate
        className="flex flex-col gap-3 max-lg:order-first"
      >
        <FormError title={t.nobodyAdded}>{form.formState.errors.root?.message}</FormError>
        <Controller
          control={form.control}
          name="email"
          render={({ field, fieldState }) => (
            <TextField
              label={t.email}
              description={t.emailHint}
              type="email"
              inputMode="email"
              autoComplete="off"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Button
          type="submit"
          variant="secondary"
          className="self-start"
          isPending={form.formState.isSubmitting}
        >
          {t.addStaff}
        </Button>
      </form>
    </div>
  );
}
