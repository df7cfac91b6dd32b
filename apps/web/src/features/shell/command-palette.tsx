import type { Me } from "@eventmaster/contract/accounts";
import { localeNames, locales } from "@eventmaster/contract/locales";
import { dateFormat } from "@eventmaster/i18n/format";
import { useLocale, useText } from "@eventmaster/i18n/locale";
import { type Command, CommandList } from "@eventmaster/ui/command-list";
import { Dialog } from "@eventmaster/ui/dialog";
import { uiText } from "@eventmaster/ui/text";
import { useRouter } from "@tanstack/react-router";
import { CalendarDays, Keyboard, Languages, Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { browseInput } from "../events/browse-input.ts";
import { chooseLocale } from "./choose-locale.ts";
import { pagesFor } from "./pages.ts";
import { paletteText } from "./palette-text.ts";
import { shellText } from "./text.ts";
import { useWorksAtDoor } from "./use-works-at-door.ts";

/** Everything that can be gone to or done from anywhere, and every event, by its name. */
export function CommandPalette({
  me,
  text,
  onChange,
  onClose,
  onShow,
}: {
  me: Me | null;
  text: string;
  onChange: (text: string) => void;
  onClose: () => void;
  onShow: (what: "help") => void;
}) {
  const t = useText(paletteText);
  const { palette } = useText(shellText);
  const { loading } = useText(uiText);
  const words = text.trim();
  const matches = ({ label, description = "" }: Command) =>
    `${label} ${description}`.toLocaleLowerCase().includes(words.toLocaleLowerCase());
  const pages = usePageCommands(me, onClose);
  const acts = useActCommands(onClose, onShow);
  const events = useEventCommands(words, onClose);
  return (
    <Dialog isOpen title={palette} onOpenChange={onClose}>
      <CommandList
        label={t.paletteHint}
        value={text}
        onChange={onChange}
        emptyText={events ? t.nothingFound : loading}
        groups={[
          { title: t.go, commands: pages.filter(matches) },
          { title: t.events, commands: events ?? [] },
          { title: t.act, commands: acts.filter(matches) },
        ]}
      />
    </Dialog>
  );
}

function usePageCommands(me: Me | null, onClose: () => void): Command[] {
  const router = useRouter();
  const worksAtDoor = useWorksAtDoor(me);
  const { data: organizations } = trpc.organizations.mine.useQuery(undefined, {
    enabled: me !== null,
    staleTime: 300_000,
  });
  return pagesFor(me, { organizations, worksAtDoor }).map(({ to, name, part, icon }) => ({
    id: to,
    label: name,
    description: part,
    icon,
    onAction: () => {
      onClose();
      // The router knows the pages of this app alone.
      if (to === "/scanner/" || to === "/api/v1/docs") window.location.assign(to);
      else void router.navigate({ to });
    },
  }));
}

function useActCommands(onClose: () => void, onShow: (what: "help") => void): Command[] {
  const { language } = useText(uiText);
  const { shortcuts } = useText(shellText);
  const locale = useLocale();
  return [
    ...locales
      .filter((value) => value !== locale)
      .map((value) => ({
        id: value,
        label: `${language}: ${localeNames[value]}`,
        icon: Languages,
        onAction: () => {
          onClose();
          void chooseLocale(value).catch(() => undefined);
        },
      })),
    { id: "shortcuts", label: shortcuts, icon: Keyboard, onAction: () => onShow("help") },
  ];
}

/** Null until they are known. */
function useEventCommands(words: string, onClose: () => void): Command[] | null {
  const t = useText(paletteText);
  const router = useRouter();
  const q = useDeferredValue(words);
  const [now] = useState(() => new Date());
  const { data, isPending } = trpc.events.list.useQuery(
    { ...browseInput({ q }, now), limit: 6 },
    { enabled: q.length > 1 },
  );
  // All at once: what is marked must not slip away under an Enter.
  if (words.length < 2) return [];
  if (!data) return isPending ? null : [];
  return [
    ...data.items.map((event) => ({
      id: event.id,
      label: event.title,
      description: dateFormat({ timeZone: event.timeZone, day: "numeric", month: "short" }).format(
        new Date(event.startAt),
      ),
      icon: CalendarDays,
      onAction: () => {
        onClose();
        void router.navigate({ to: "/events/$eventId", params: { eventId: event.id } });
      },
    })),
    {
      id: "all-events",
      label: t.allEventsFor(words),
      icon: Search,
      onAction: () => {
        onClose();
        void router.navigate({ to: "/events", search: { q: words } });
      },
    },
  ];
}
