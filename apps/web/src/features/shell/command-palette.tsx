import type { Me } from "@eventmaster/contract/accounts";
import { localeNames, locales } from "@eventmaster/contract/locales";
import { can } from "@eventmaster/contract/permissions";
import { dateFormat } from "@eventmaster/i18n/format";
import { useLocale, useText } from "@eventmaster/i18n/locale";
import { type Command, CommandList } from "@eventmaster/ui/command-list";
import { Dialog } from "@eventmaster/ui/dialog";
import { uiText } from "@eventmaster/ui/text";
import { useRouter } from "@tanstack/react-router";
import { CalendarDays, CalendarPlus, House, Keyboard, Languages, Search, Settings } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { standingOf } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { browseInput } from "../events/browse-input.ts";
import { eventsText } from "../events/text.ts";
import { chooseLocale } from "./choose-locale.ts";
import { adminPlacesFor, placesFor } from "./navigation.ts";
import { shellText } from "./text.ts";

/** Everything that can be gone to or done from anywhere, and every event, by its name. */
export function CommandPalette({
  me,
  onClose,
  onShow,
}: {
  me: Me | null;
  onClose: () => void;
  onShow: (what: "help") => void;
}) {
  const t = useText(shellText);
  const [text, setText] = useState("");
  const words = text.trim();
  const matches = ({ label }: Command) => label.toLocaleLowerCase().includes(words.toLocaleLowerCase());
  const { pages, acts } = useCommands(me, onClose, onShow);
  const events = useEventCommands(words, onClose);
  return (
    <Dialog isOpen title={t.palette} onOpenChange={onClose}>
      <CommandList
        label={t.paletteHint}
        value={text}
        onChange={setText}
        emptyText={t.nothingFound}
        groups={[
          { title: t.go, commands: pages.filter(matches) },
          { title: t.events, commands: events },
          { title: t.act, commands: acts.filter(matches) },
        ]}
      />
    </Dialog>
  );
}

function useCommands(me: Me | null, onClose: () => void, onShow: (what: "help") => void) {
  const t = useText(shellText);
  const { language } = useText(uiText);
  const create = useText(eventsText).create;
  const locale = useLocale();
  const router = useRouter();
  const goTo = (path: string) => () => {
    onClose();
    router.history.push(path);
  };
  const pages: Command[] = [
    { id: "home", label: t.shortcutKeys.goHome, icon: House, onAction: goTo("/") },
    ...[...placesFor(me), ...adminPlacesFor(me)].map(({ to, name, icon }) => ({
      id: to,
      label: t.places[name],
      icon,
      onAction: goTo(to),
    })),
    ...(me ? [{ id: "account", label: t.accountSettings, icon: Settings, onAction: goTo("/account") }] : []),
  ];
  const acts: Command[] = [
    ...(can(standingOf(me), "event:create")
      ? [{ id: "create", label: create, icon: CalendarPlus, onAction: goTo("/manage/new") }]
      : []),
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
    { id: "shortcuts", label: t.shortcuts, icon: Keyboard, onAction: () => onShow("help") },
  ];
  return { pages, acts };
}

function useEventCommands(words: string, onClose: () => void): Command[] {
  const t = useText(shellText);
  const router = useRouter();
  const q = useDeferredValue(words);
  const [now] = useState(() => new Date());
  const { data } = trpc.events.list.useQuery(
    { ...browseInput({ q }, now), limit: 6 },
    { enabled: q.length > 1 },
  );
  // All at once: what is marked must not slip away under an Enter.
  if (q.length < 2 || !data) return [];
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
