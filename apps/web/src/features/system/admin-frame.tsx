import { can } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { TabCount, tabLinkStyles } from "@eventmaster/ui/tab-link";
import { Link, Outlet } from "@tanstack/react-router";
import { standingOf, useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { usePendingCount } from "../shell/use-pending-count.ts";
import { systemText } from "./text.ts";

/** A row of tabs above every page of the administration; each shows what the person may open. */
export function AdminFrame() {
  const t = useText(systemText);
  const standing = standingOf(useSession());
  const [mine] = trpc.organizations.mine.useSuspenseQuery();
  const pending = usePendingCount();
  const pages = [
    ...(can(standing, "event:approve") ? [{ to: "/admin/approvals", label: t.approvals } as const] : []),
    ...(can(standing, "user:list") ? [{ to: "/admin/people", label: t.people } as const] : []),
    ...(mine.mayCreate || mine.hasSeveral
      ? [{ to: "/admin/organizations", label: t.organizations } as const]
      : []),
    ...(can(standing, "audit:read") ? [{ to: "/admin/audit", label: t.audit } as const] : []),
    ...(can(standing, "webhook:manage") ? [{ to: "/admin/webhooks", label: t.webhooks } as const] : []),
    ...(can(standing, "reports:platform") ? [{ to: "/admin/analytics", label: t.analytics } as const] : []),
    // Who may create organizations is the platform's admin, who runs the system.
    ...(mine.mayCreate ? [{ to: "/admin/system", label: t.system } as const] : []),
  ];
  return (
    <>
      <nav
        aria-label={t.adminPages}
        className="no-scrollbar no-print mx-auto flex w-full max-w-[76rem] gap-6 overflow-x-auto border-b border-line px-4 sm:px-6"
      >
        {pages.map(({ to, label }) => (
          <Link key={to} to={to} className={tabLinkStyles()} activeOptions={{ includeSearch: false }}>
            {label}
            {to === "/admin/approvals" && pending > 0 && <TabCount count={pending} />}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
