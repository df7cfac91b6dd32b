import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Section } from "@eventmaster/ui/page";
import { getRouteApi } from "@tanstack/react-router";
import { Mail } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { messagesInput } from "./messages-search.ts";
import { messagesText } from "./text.ts";

const route = getRouteApi("/manage/$eventId/messages");

export function SentMessages({ event }: { event: Event }) {
  const t = useText(messagesText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.messages.list.useSuspenseQuery(messagesInput(event.id, search));
  return (
    <Section title={t.history}>
      {list.total === 0 ? (
        <EmptyState icon={Mail} title={t.noHistory}>
          {t.noHistoryNext}
        </EmptyState>
      ) : (
        <ol className="flex max-w-3xl flex-col gap-4">
          {list.items.map((message) => (
            <li key={message.id} className="rounded-card border border-line bg-raised p-5">
              <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
                <h3 className="min-w-0 text-lg leading-snug font-bold break-words">{message.subject}</h3>
                <Instant at={message.createdAt} timeZone={event.timeZone} className="text-ink-muted" />
              </div>
              <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-muted">
                <Badge tone="accent">{t.audiences[message.audience]}</Badge>
                {message.isEssential && <Badge tone="caution">{t.isEssential}</Badge>}
                <span>
                  {t.recipients(message.recipientCount)} · {t.sentBy(message.senderName ?? t.somebody)}
                </span>
              </div>
              <details className="mt-3">
                <summary className="inline-flex min-h-8 cursor-pointer items-center font-semibold text-accent">
                  {t.readIt}
                </summary>
                {/* As it was typed: what the mail made of it, its readers have. */}
                <p className="mt-2 max-w-prose leading-relaxed break-words whitespace-pre-line">
                  {message.body}
                </p>
              </details>
            </li>
          ))}
        </ol>
      )}
      <PageTurner
        label={t.entries}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { page }, resetScroll: false })}
      />
    </Section>
  );
}
