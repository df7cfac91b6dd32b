import type { Ticket as TicketDetails } from "@eventmaster/contract/registrations";
import { describeFailure } from "@eventmaster/client/errors";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Page } from "@eventmaster/ui/page";
import { Ticket } from "@eventmaster/ui/ticket";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, CalendarX } from "lucide-react";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { categoryOf } from "../events/category.ts";

const route = getRouteApi("/tickets/$registrationId");

export function TicketPage() {
  const { registrationId } = route.useParams();
  // The door may admit it while it is on the screen.
  const [ticket] = trpc.registrations.get.useSuspenseQuery({ registrationId }, { refetchInterval: 15_000 });
  return (
    <Page title={`Ticket for ${ticket.eventTitle}`} isTitleHidden width="narrow" className="pt-4! md:pt-8!">
      <Link
        to="/tickets"
        className="no-print mb-4 inline-flex max-md:hidden min-h-9 items-center gap-1.5 text-sm font-semibold text-ink-muted no-underline hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        My tickets
      </Link>
      {ticket.eventStatus === "cancelled" && (
        <p className="mx-auto mb-4 flex max-w-md items-center gap-2.5 rounded-card bg-negative-soft p-4 font-semibold">
          <CalendarX aria-hidden className="size-5 shrink-0 text-negative" />
          This event was cancelled. The ticket opens no door any more.
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
        status={ticket.status}
        code={ticket.qrCode}
        actions={<TicketActions ticket={ticket} />}
      />
    </Page>
  );
}

function TicketActions({ ticket }: { ticket: TicketDetails }) {
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
        Event page
      </Link>
      {isLive && ticket.status === "registered" && <CancelButton ticket={ticket} />}
      {isLive && ticket.status === "cancelled" && <RegisterAgainButton ticket={ticket} />}
    </>
  );
}

async function refreshTickets(): Promise<void> {
  await Promise.all([api.registrations.invalidate(), api.events.invalidate()]);
}

function CancelButton({ ticket }: { ticket: TicketDetails }) {
  const [isAsking, setIsAsking] = useState(false);
  const cancel = trpc.registrations.cancel.useMutation();
  return (
    <>
      <Button variant="quiet" onPress={() => setIsAsking(true)}>
        Cancel registration
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Cancel your registration?"
        confirmLabel="Cancel registration"
        cancelLabel="Keep ticket"
        isDangerous
        onConfirm={async () => {
          await inWords(cancel.mutateAsync({ registrationId: ticket.id }));
          toast.success("Your registration is cancelled");
          await refreshTickets();
        }}
      >
        Your seat for {ticket.eventTitle} goes to somebody else, and this ticket opens the door no more.
      </ConfirmDialog>
    </>
  );
}

function RegisterAgainButton({ ticket }: { ticket: TicketDetails }) {
  const register = trpc.registrations.register.useMutation();
  const press = async () => {
    try {
      await register.mutateAsync({ eventId: ticket.eventId });
      toast.success("You are registered again", { description: "This is a new ticket with a new code." });
    } catch (error) {
      toast.failure("You are not registered", { description: describeFailure(error).message });
    }
    await refreshTickets();
  };
  return (
    <Button isPending={register.isPending} onPress={() => void press()}>
      Register again
    </Button>
  );
}
