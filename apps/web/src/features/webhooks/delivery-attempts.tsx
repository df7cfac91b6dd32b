import type { Delivery, DeliveryWithAttempts } from "@eventmaster/contract/webhooks";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Dialog, DialogTrigger } from "@eventmaster/ui/dialog";
import { Instant } from "@eventmaster/ui/event-date";
import { FormError } from "@eventmaster/ui/form-error";
import { Spinner } from "@eventmaster/ui/spinner";
import { useId } from "react";
import { sentenceOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { webhooksText } from "./text.ts";
import { whyUnsent } from "./why-unsent.ts";

/** How often a message was tried; opens what each attempt was answered. */
export function DeliveryAttempts({ delivery }: { delivery: Delivery }) {
  const t = useText(webhooksText);
  if (delivery.attempts === 0) return formatNumber(0);
  return (
    <DialogTrigger>
      <Button variant="quiet" size="small" aria-label={t.showAttempts(delivery.attempts)}>
        {formatNumber(delivery.attempts)}
      </Button>
      <Dialog title={t.attemptsTitle} size="large">
        <Attempts deliveryId={delivery.id} />
      </Dialog>
    </DialogTrigger>
  );
}

function Attempts({ deliveryId }: { deliveryId: string }) {
  const t = useText(webhooksText);
  const { data, error } = trpc.webhooks.delivery.useQuery({ deliveryId }, { staleTime: 0 });
  if (error) return <FormError>{sentenceOf(error)}</FormError>;
  if (!data) return <Spinner />;
  return (
    <div className="flex flex-col gap-6">
      <ol className="flex flex-col gap-5">
        {data.log.map((attempt) => (
          <li key={attempt.number}>
            <Attempt attempt={attempt} />
          </li>
        ))}
      </ol>
      {data.nextAttemptAt && (
        <p>
          {t.nextAttempt} <Instant at={data.nextAttemptAt} hasSeconds />
        </p>
      )}
      <Verbatim label={t.sentBody} text={data.body} />
    </div>
  );
}

function Attempt({ attempt }: { attempt: DeliveryWithAttempts["log"][number] }) {
  const t = useText(webhooksText);
  const { number, at, responseStatus, error, durationMs, answer } = attempt;
  const isTaken = responseStatus !== null && responseStatus >= 200 && responseStatus < 300;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">{t.attempt(number)}</h3>
        <Badge tone={isTaken ? "positive" : "negative"}>{responseStatus ?? t.noAnswer}</Badge>
        <span className="text-sm text-ink-muted">
          <Instant at={at} hasSeconds /> · {t.took(durationMs)}
        </span>
      </div>
      {error && responseStatus === null && <p className="mt-1 break-words">{whyUnsent(t.unsent, error)}</p>}
      {answer && <Verbatim label={t.answerBegins} text={answer} />}
    </>
  );
}

/** What a machine wrote, as it wrote it. */
function Verbatim({ label, text }: { label: string; text: string }) {
  const labelId = useId();
  return (
    <div className="mt-2">
      <p id={labelId} className="text-sm text-ink-muted">
        {label}
      </p>
      <div
        role="region"
        aria-labelledby={labelId}
        // A region that scrolls must be reachable for those who scroll by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="mt-1 max-h-60 overflow-auto rounded-field bg-sunken px-4 py-2"
      >
        <pre className="font-mono text-sm break-words whitespace-pre-wrap">{text}</pre>
      </div>
    </div>
  );
}
