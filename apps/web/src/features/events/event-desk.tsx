import { scanGraceMs } from "@eventmaster/admission/decide";
import type { Event } from "@eventmaster/contract/events";
import { useText } from "@eventmaster/i18n/locale";
import { EventStatusBadge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { EventDate } from "@eventmaster/ui/event-date";
import { Page } from "@eventmaster/ui/page";
import { TabCount } from "@eventmaster/ui/tab-count";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, CopyPlus, ExternalLink, MapPin, Pencil, ScanLine } from "lucide-react";
import { type ReactNode, useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { DuplicateDialog } from "./duplicate-dialog.tsx";
import { openConflictsInput } from "./load-desk.ts";
import { manageText } from "./manage-text.ts";
import { nextStep } from "./next-step.ts";

const tabs = [
  { tab: "overview", to: "/manage/$eventId" },
  { tab: "attendees", to: "/manage/$eventId/attendees" },
  { tab: "waitlist", to: "/manage/$eventId/waitlist" },
  { tab: "messages", to: "/manage/$eventId/messages" },
  { tab: "questions", to: "/manage/$eventId/questions" },
  { tab: "door", to: "/manage/$eventId/door" },
  { tab: "scans", to: "/manage/$eventId/scans" },
  { tab: "history", to: "/manage/$eventId/history" },
] as const;

type Tab = (typeof tabs)[number]["tab"];

/** One event's management: what it is and what it waits for, and a row of tabs, each a page of its own. */
export function EventDesk({
  eventId,
  tab,
  children,
}: {
  eventId: string;
  tab: Tab;
  children: (event: Event) => ReactNode;
}) {
  const t = useText(manageText);
  const [event] = trpc.events.get.useSuspenseQuery({ eventId }, { refetchInterval: 30_000 });
  const [conflicts] = trpc.checkIn.conflicts.useSuspenseQuery(openConflictsInput(eventId), {
    refetchInterval: 30_000,
  });
  const now = useNow();
  return (
    <Page
      title={event.title}
      documentTitle={tab === "overview" ? t.manageOf(event.title) : `${t.tabs[tab]} · ${event.title}`}
      eyebrow={
        <Link
          to="/manage"
          className="inline-flex min-h-8 items-center gap-1.5 text-ink-muted no-underline hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {t.myEvents}
        </Link>
      }
      subtitle={
        <div className="flex flex-col gap-3 text-base">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <EventStatusBadge status={event.status} />
            <span>{nextStep(event, now)}</span>
          </div>
          <div className="flex flex-wrap gap-x-8 gap-y-2 text-ink">
            <EventDate startAt={event.startAt} endAt={event.endAt} timeZone={event.timeZone} />
            <span className="flex min-w-0 items-start gap-1.5">
              <MapPin aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
              <span className="min-w-0 wrap-anywhere">{event.location}</span>
            </span>
          </div>
        </div>
      }
      actions={<Acts event={event} now={now} />}
    >
      <TabNav label={t.parts} className="mb-8">
        {tabs.map((item) => (
          <Link
            key={item.tab}
            to={item.to}
            params={{ eventId }}
            className={tabLinkStyles()}
            aria-current={item.tab === tab ? "page" : undefined}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {t.tabs[item.tab]}
            {item.tab === "scans" && conflicts.total > 0 && <TabCount count={conflicts.total} />}
          </Link>
        ))}
      </TabNav>
      {children(event)}
    </Page>
  );
}

/** What one comes for: before its end the scanner, afterwards to do it once more. Late scans are still taken for a while. */
function Acts({ event, now }: { event: Event; now: Date }) {
  const t = useText(manageText);
  const [isCopying, setIsCopying] = useState(false);
  const end = new Date(event.endAt);
  const isOver = end <= now;
  const isEditable = event.status !== "cancelled" && !isOver;
  const isScanned = event.status === "published" && now.getTime() <= end.getTime() + scanGraceMs;
  return (
    <>
      {isOver && (
        <Button onPress={() => setIsCopying(true)}>
          <CopyPlus aria-hidden />
          {t.duplicate}
        </Button>
      )}
      {isScanned && (
        <a
          href={`/scanner/?event=${event.id}`}
          className={buttonStyles({ variant: isOver ? "secondary" : "primary" })}
        >
          <ScanLine aria-hidden />
          {t.openScanner}
        </a>
      )}
      {isEditable && (
        <Link
          to="/manage/$eventId/edit"
          params={{ eventId: event.id }}
          className={buttonStyles({ variant: event.status === "published" ? "secondary" : "primary" })}
        >
          <Pencil aria-hidden />
          {t.edit}
        </Link>
      )}
      <Link
        to="/events/$eventId"
        params={{ eventId: event.id }}
        className={buttonStyles({ variant: "secondary" })}
      >
        <ExternalLink aria-hidden />
        {t.eventPage}
      </Link>
      {isCopying && <DuplicateDialog event={event} onClose={() => setIsCopying(false)} />}
    </>
  );
}
