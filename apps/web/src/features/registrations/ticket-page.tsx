import type { Ticket as TicketDetails } from "@eventmaster/contract/registrations";
import { undoCancellationSeconds } from "@eventmaster/contract/undo";
import { textOf, useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Page } from "@eventmaster/ui/page";
import { Ticket } from "@eventmaster/ui/ticket";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, CalendarPlus, CalendarX, FileDown, Printer } from "lucide-react";
import { useState } from "react";
import { failureOf, inWords, sentenceOf } from "../../lib/failure.ts";
import { fileAddress } from "../../lib/organization.ts";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { calendarFileLink } from "../events/calendar-file.ts";
import { categoryOf } from "../events/category.ts";
import { refreshRegistration } from "./refresh-registration.ts";
import { registrationsText } from "./text.ts";
import { WalletButtons } from "./wallet-buttons.tsx";

const route = getRouteApi("/tickets/$registrationId");

export function TicketPage() {
  const t = useText(registrationsText);
  const { registrationId } = route.useParams();
  // The door may admit it while it is on the screen.
  const [ticket] = trpc.registrations.get.useSuspenseQuery({ registrationId }, { refetchInterval: 15_000 });
  const isCalledOff = ticket.eventStatus === "cancelled";
  return (
    <Page title={t.ticketFor(ticket.eventTitle)} isTitleHidden width="narrow" className="pt-4! md:pt-8!">
      <Link
        to="/tickets"
        className="no-print mb-4 inline-flex max-md:hidden min-h-9 items-center gap-1.5 text-sm font-semibold text-ink-muted no-underline hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        {t.myTickets}
      </Link>
      {isCalledOff && (
        <p className="mx-auto mb-4 flex max-w-md items-center gap-2.5 rounded-card bg-negative-soft p-4 font-semibold">
          <CalendarX aria-hidden className="size-5 shrink-0 text-negative" />
          {t.ticketWorthless}
        </p>
      )}
      <Ticket
        event={{
          id: ticket.eventId,
          title: ticket.eventTitle,
          category: categoryOf({ category: ticket.eventCategory }),
          startAt: ticket.eventStartAt,
          endAt: ticket.eventEndAt,
          timeZone: ticket.eventTimeZone,
          location: ticket.eventLocation,
        }}
        holder={ticket.holderName}
        status={isCalledOff ? "cancelled" : ticket.status}
        code={ticket.qrCode}
        actions={<TicketActions ticket={ticket} />}
      />
    </Page>
  );
}

function TicketActions({ ticket }: { ticket: TicketDetails }) {
  const t = useText(registrationsText);
  const now = useNow();
  const isOver = new Date(ticket.eventEndAt) <= now;
  const isLive = ticket.eventStatus === "published" && !isOver;
  return (
    <>
      <Link
        to="/events/$eventId"
        params={{ eventId: ticket.eventId }}
        className={buttonStyles({ variant: "secondary" })}
      >
        {t.eventPage}
      </Link>
      {ticket.status !== "cancelled" && ticket.eventStatus !== "cancelled" && (
        <>
          <a
            href={fileAddress(`/api/v1/registrations/${ticket.id}/ticket.pdf`)}
            download
            className={buttonStyles({ variant: "secondary" })}
          >
            <FileDown aria-hidden />
            {t.pdf}
          </a>
          <a
            href={calendarFileLink({
              id: ticket.eventId,
              title: ticket.eventTitle,
              location: ticket.eventLocation,
              startAt: ticket.eventStartAt,
              endAt: ticket.eventEndAt,
            })}
            download="event.ics"
            className={buttonStyles({ variant: "secondary" })}
          >
            <CalendarPlus aria-hidden />
            {t.calendar}
          </a>
          <WalletButtons registrationId={ticket.id} />
          <Button variant="secondary" onPress={() => window.print()}>
            <Printer aria-hidden />
            {t.print}
          </Button>
        </>
      )}
      {isLive && ticket.status === "registered" && <CancelButton ticket={ticket} />}
      {isLive && ticket.status === "cancelled" && <RegisterAgainButton ticket={ticket} />}
    </>
  );
}

function CancelButton({ ticket }: { ticket: TicketDetails }) {
  const t = useText(registrationsText);
  const [isAsking, setIsAsking] = useState(false);
  const cancel = trpc.registrations.cancel.useMutation();
  return (
    <>
      <Button variant="quiet" onPress={() => setIsAsking(true)}>
        {t.cancel}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t.cancelSure}
        confirmLabel={t.cancel}
        cancelLabel={t.keepTicket}
        isDangerous
        onConfirm={async () => {
          await inWords(cancel.mutateAsync({ registrationId: ticket.id }));
          toast.success(t.isCancelled, {
            description: ticket.eventTitle,
            action: { label: t.undo, onAction: () => void takeBack(ticket.id) },
            seconds: undoCancellationSeconds - 5,
          });
          await refreshRegistration();
        }}
      >
        {t.cancelHint(ticket.eventTitle)}
      </ConfirmDialog>
    </>
  );
}

/** The button that offered it is gone by then, and perhaps the page. */
async function takeBack(registrationId: string): Promise<void> {
  const t = textOf(registrationsText);
  try {
    await trpcClient.registrations.restore.mutate({ registrationId });
    toast.success(t.isBack, { description: t.isBackHint });
  } catch (error) {
    const { code, message } = failureOf(error);
    const descriptions: Partial<Record<typeof code, string>> = {
      event_full: t.seatGone,
      registration_cancelled: t.tooLateToUndo,
    };
    toast.failure(t.staysCancelled, { description: descriptions[code] ?? message });
  }
  await refreshRegistration();
}

function RegisterAgainButton({ ticket }: { ticket: TicketDetails }) {
  const t = useText(registrationsText);
  const register = trpc.registrations.register.useMutation();
  const press = async () => {
    try {
      await register.mutateAsync({ eventId: ticket.eventId });
      toast.success(t.againDone, { description: t.againDoneHint });
    } catch (error) {
      toast.failure(t.notRegistered, { description: sentenceOf(error) });
    }
    await refreshRegistration();
  };
  return (
    <Button isPending={register.isPending} onPress={() => void press()}>
      {t.registerAgain}
    </Button>
  );
}
