import type { Me } from "@eventmaster/contract/accounts";
import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { Avatar } from "@eventmaster/ui/avatar";
import { Button } from "@eventmaster/ui/button";
import { Menu, type MenuItem } from "@eventmaster/ui/menu";
import { toast } from "@eventmaster/ui/toast";
import { useRouter } from "@tanstack/react-router";
import { LogOut, ScanLine, ScrollText, Ticket, Webhook } from "lucide-react";
import { RouterProvider } from "react-aria-components";
import { sentenceOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { forgetSession } from "../accounts/change-session.ts";
import { webhooksText } from "../webhooks/text.ts";

const roleNames = { member: "Member", organizer: "Organizer", admin: "Admin", guest: "Guest" } as const;

export function AccountMenu({ me }: { me: Me }) {
  const router = useRouter();
  const words = useText(webhooksText);
  const logOut = trpc.accounts.logOut.useMutation();
  const worksAtDoor = useWorksAtDoor(me);

  const leave = async () => {
    try {
      await logOut.mutateAsync();
      await forgetSession(router);
    } catch (error) {
      toast.failure("You are still logged in", { description: sentenceOf(error) });
    }
  };

  const items: MenuItem[] = [
    { id: "tickets", label: "My tickets", icon: Ticket, href: "/tickets" },
    ...(can(me.role, "audit:read")
      ? [{ id: "audit", label: "Audit", icon: ScrollText, href: "/admin/audit" }]
      : []),
    ...(can(me.role, "webhook:manage")
      ? [{ id: "webhooks", label: words.title, icon: Webhook, href: "/admin/webhooks" }]
      : []),
    // Another app, so that the router must not take the link.
    ...(worksAtDoor
      ? [
          {
            id: "scanner",
            label: "Scanner",
            icon: ScanLine,
            onAction: () => window.location.assign("/scanner/"),
          },
        ]
      : []),
    { id: "log-out", label: "Log out", icon: LogOut, startsGroup: true, onAction: () => void leave() },
  ];
  return (
    <RouterProvider navigate={(path) => router.history.push(path)}>
      <Menu
        label="Account"
        trigger={
          <Button
            variant="quiet"
            aria-label={`Account of ${me.displayName}`}
            className="rounded-full! px-0.5!"
          >
            <Avatar name={me.displayName} />
          </Button>
        }
        header={
          <>
            <p className="font-semibold">{me.displayName}</p>
            <p className="text-sm break-all text-ink-muted">{me.email}</p>
            <p className="text-sm text-ink-muted">{roleNames[me.role]}</p>
          </>
        }
        items={items}
      />
    </RouterProvider>
  );
}

/** Organizers and admins always may scan; of members, those on the door staff of an event. */
function useWorksAtDoor(me: Me): boolean {
  const isManager = can(me.role, "event:list-managed");
  const { data } = trpc.checkIn.events.useQuery({ limit: 1 }, { enabled: !isManager, staleTime: 300_000 });
  return isManager || (data?.total ?? 0) > 0;
}
