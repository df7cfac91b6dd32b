import type { Me } from "@eventmaster/contract/accounts";
import type { MyOrganizations } from "@eventmaster/contract/organizations";
import { can } from "@eventmaster/contract/permissions";
import { textOf } from "@eventmaster/i18n/locale";
import {
  BookOpenText,
  CalendarPlus,
  Database,
  House,
  KeyRound,
  Lock,
  type LucideIcon,
  Mail,
  RotateCcwKey,
  ScanLine,
  UserRound,
} from "lucide-react";
import type { FileRouteTypes } from "../../route-tree.gen.ts";
import { standingOf } from "../../lib/session.ts";
import { mailsText } from "../accounts/mails-text.ts";
import { accountsText } from "../accounts/text.ts";
import { apiKeysText } from "../api-keys/text.ts";
import { eventsText } from "../events/text.ts";
import { adminPagesFor } from "../system/admin-pages.ts";
import { systemText } from "../system/text.ts";
import { placesFor } from "./navigation.ts";
import { paletteText } from "./palette-text.ts";
import { shellText } from "./text.ts";

/** Every address of this app that is whole by itself. */
export type PagePath = Exclude<FileRouteTypes["to"], `${string}$${string}`>;

export interface Page {
  to: PagePath | "/scanner/" | "/api/v1/docs";
  name: string;
  /** What it is a part of; it is looked for by this too. */
  part?: string;
  icon: LucideIcon;
}

/** What the session does not tell. */
interface Known {
  organizations: Pick<MyOrganizations, "hasSeveral" | "mayCreate"> | undefined;
  worksAtDoor: boolean;
}

/** Every page that this person may open, in the language spoken now, most used first. */
export function pagesFor(me: Me | null, { organizations, worksAtDoor }: Known): Page[] {
  const t = textOf(shellText);
  const accounts = textOf(accountsText);
  const keys = textOf(apiKeysText);
  const admin = textOf(systemText);
  const standing = standingOf(me);
  const part = t.accountSettings;
  return [
    { to: "/", name: textOf(paletteText).shortcutKeys.goHome, icon: House },
    ...placesFor(me)
      // It stands for the first of its own pages.
      .filter(({ to }) => to !== "/admin")
      .map(({ to, name, icon }): Page => ({ to, name: t.places[name], icon })),
    ...(me ? [] : [{ to: "/forgot-password", name: accounts.forgotTitle, icon: RotateCcwKey } as const]),
    ...(can(standing, "event:create")
      ? [{ to: "/manage/new", name: textOf(eventsText).create, icon: CalendarPlus } as const]
      : []),
    ...(worksAtDoor ? [{ to: "/scanner/", name: t.scanner, icon: ScanLine } as const] : []),
    ...adminPagesFor(standing, organizations).map(({ to, name, icon }): Page => ({
      to,
      name: admin[name],
      icon,
      part: t.places.admin,
    })),
    ...(can(standing, "account:manage")
      ? [
          { to: "/account", name: accounts.profile, icon: UserRound, part } as const,
          { to: "/account/security", name: accounts.security, icon: Lock, part } as const,
          { to: "/account/mails", name: textOf(mailsText).tab, icon: Mail, part } as const,
          { to: "/account/data", name: accounts.data, icon: Database, part } as const,
        ]
      : []),
    ...(can(standing, "api-key:manage")
      ? [
          { to: "/api-keys", name: keys.title, icon: KeyRound, part } as const,
          { to: "/api/v1/docs", name: keys.docs, icon: BookOpenText } as const,
        ]
      : []),
  ];
}
