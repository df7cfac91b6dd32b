import { useText } from "@eventmaster/i18n/locale";
import { TabCount } from "@eventmaster/ui/tab-count";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
import { Link, Outlet } from "@tanstack/react-router";
import { standingOf, useSession } from "../../lib/session.ts";
import { trpc } from "../../lib/trpc.ts";
import { usePendingCount } from "../shell/use-pending-count.ts";
import { adminPagesFor } from "./admin-pages.ts";
import { systemText } from "./text.ts";

/** A row of tabs above every page of the administration; each shows what the person may open. */
export function AdminFrame() {
  const t = useText(systemText);
  const standing = standingOf(useSession());
  const [mine] = trpc.organizations.mine.useSuspenseQuery();
  const pending = usePendingCount();
  return (
    <>
      <TabNav label={t.adminPages} className="mx-auto w-full max-w-[76rem] px-4 sm:px-6">
        {adminPagesFor(standing, mine).map(({ to, name }) => (
          <Link key={to} to={to} className={tabLinkStyles()} activeOptions={{ includeSearch: false }}>
            {t[name]}
            {to === "/admin/approvals" && pending > 0 && <TabCount count={pending} />}
          </Link>
        ))}
      </TabNav>
      <Outlet />
    </>
  );
}
