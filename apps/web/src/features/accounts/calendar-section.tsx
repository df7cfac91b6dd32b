import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Instant } from "@eventmaster/ui/event-date";
import { Section } from "@eventmaster/ui/page";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { useState } from "react";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { mailsText } from "./mails-text.ts";

/** A private address that calendar programs read one's events from. It is shown once: the server keeps no copy. */
export function CalendarSection() {
  const t = useText(mailsText);
  const [{ createdAt }] = trpc.calendar.feed.useSuspenseQuery();
  const create = trpc.calendar.create.useMutation();
  const revoke = trpc.calendar.revoke.useMutation();
  const [url, setUrl] = useState<string>();

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      await api.calendar.feed.invalidate();
    } catch (error) {
      toast.failure(t.notSaved, { description: sentenceOf(error) });
    }
  };
  const make = async () => setUrl((await create.mutateAsync()).url);
  const end = async () => {
    await revoke.mutateAsync();
    setUrl(undefined);
    toast.success(t.feedEnded);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(url ?? "");
    toast.success(t.feedCopied);
  };
  return (
    <Section title={t.feed}>
      <div className="flex max-w-xl flex-col gap-5">
        <p className="text-ink-muted">{t.feedHint}</p>
        {url !== undefined && (
          <div className="flex flex-col gap-3">
            <TextField label={t.feedAddress} description={t.feedOnce} value={url} isReadOnly />
            <Button
              variant="secondary"
              className="self-start"
              onPress={() => void copy().catch(() => toast.failure(t.copyFailed))}
            >
              {t.copy}
            </Button>
          </div>
        )}
        {createdAt !== null && url === undefined && (
          <p>
            {t.feedSince} <Instant at={createdAt} />
          </p>
        )}
        <div className="flex flex-wrap gap-2.5">
          <Button variant="secondary" isPending={create.isPending} onPress={() => void attempt(make)}>
            {createdAt === null ? t.feedMake : t.feedAnew}
          </Button>
          {createdAt !== null && (
            <Button variant="quiet" isPending={revoke.isPending} onPress={() => void attempt(end)}>
              {t.feedEnd}
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}
