import type { Me } from "@eventmaster/contract/accounts";
import { localeNames, locales } from "@eventmaster/contract/locales";
import { useLocale, useText } from "@eventmaster/i18n/locale";
import { Avatar } from "@eventmaster/ui/avatar";
import { Button } from "@eventmaster/ui/button";
import { Menu, type MenuItem } from "@eventmaster/ui/menu";
import { uiText } from "@eventmaster/ui/text";
import { toast } from "@eventmaster/ui/toast";
import { useRouter } from "@tanstack/react-router";
import { Building, Languages, LogOut, ScanLine, Settings, Ticket } from "lucide-react";
import { RouterProvider } from "react-aria-components";
import { failureOf, sentenceOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { forgetSession } from "../accounts/change-session.ts";
import { useSwitchOrganization } from "../accounts/use-switch-organization.ts";
import { chooseLocale } from "./choose-locale.ts";
import { shellText } from "./text.ts";
import { useWorksAtDoor } from "./use-works-at-door.ts";

export function AccountMenu({ me }: { me: Me }) {
  const t = useText(shellText);
  const { roles, languageFailed } = useText(uiText);
  const locale = useLocale();
  const router = useRouter();
  const logOut = trpc.accounts.logOut.useMutation();
  const worksAtDoor = useWorksAtDoor(me);
  const { organization, items: organizations } = useOrganizations();

  const leave = async () => {
    try {
      await logOut.mutateAsync();
      await forgetSession(router);
    } catch (error) {
      if (/^(?:session_ended|not_signed_in)$/u.test(failureOf(error).code)) await forgetSession(router);
      else toast.failure(t.stillLoggedIn, { description: sentenceOf(error) });
    }
  };

  const items: MenuItem[] = [
    { id: "tickets", label: t.places.tickets, icon: Ticket, href: "/tickets" },
    // Another app, so that the router must not take the link.
    ...(worksAtDoor
      ? [
          {
            id: "scanner",
            label: t.scanner,
            icon: ScanLine,
            onAction: () => window.location.assign("/scanner/"),
          },
        ]
      : []),
    { id: "account", label: t.accountSettings, icon: Settings, href: "/account" },
    ...organizations,
    ...locales
      .filter((value) => value !== locale)
      .map((value, index) => ({
        id: `locale-${value}`,
        label: localeNames[value],
        icon: Languages,
        startsGroup: index === 0,
        onAction: () => void chooseLocale(value).catch(() => toast.failure(languageFailed)),
      })),
    { id: "log-out", label: t.logOut, icon: LogOut, startsGroup: true, onAction: () => void leave() },
  ];
  return (
    <RouterProvider navigate={(path) => router.history.push(path)}>
      <Menu
        label={t.account}
        trigger={
          <Button variant="quiet" aria-label={t.accountOf(me.displayName)} className="rounded-full! px-0.5!">
            <Avatar name={me.displayName} />
          </Button>
        }
        header={
          <>
            <p className="font-semibold">{me.displayName}</p>
            <p className="text-sm break-all text-ink-muted">{me.email}</p>
            <p className="text-sm text-ink-muted">
              {roles[me.role]}
              {organization !== null && ` · ${organization}`}
            </p>
          </>
        }
        items={items}
      />
    </RouterProvider>
  );
}

/** Where else this person belongs; nothing at all as long as there is one organization. */
function useOrganizations(): { organization: string | null; items: MenuItem[] } {
  const t = useText(shellText);
  const goTo = useSwitchOrganization();
  const { data } = trpc.organizations.mine.useQuery(undefined, { staleTime: 300_000 });
  if (!data?.hasSeveral) return { organization: null, items: [] };

  const items = data.items
    .filter(({ id }) => id !== data.current.id)
    .map(({ id, name }, index) => ({
      id: `organization-${id}`,
      label: t.actIn(name),
      icon: Building,
      startsGroup: index === 0,
      onAction: () => void goTo(id),
    }));
  return { organization: data.current.name, items };
}
