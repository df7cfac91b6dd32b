import { useText } from "@eventmaster/i18n/locale";
import { Page } from "@eventmaster/ui/page";
import { tabLinkStyles } from "@eventmaster/ui/tab-link";
import { getRouteApi, Link } from "@tanstack/react-router";
import { InvitationsList } from "../organizations/invitations-list.tsx";
import { SuppressedList } from "../suppressions/suppressed-list.tsx";
import { MembersList } from "./members-list.tsx";
import { usersText } from "./text.ts";

const route = getRouteApi("/admin/people");

export function PeoplePage() {
  const t = useText(usersText);
  const { tab } = route.useSearch();
  return (
    <Page title={t.title}>
      <nav aria-label={t.parts} className="no-scrollbar mb-6 flex gap-6 overflow-x-auto border-b border-line">
        {([undefined, "invitations", "unreachable"] as const).map((part) => (
          <Link
            key={part ?? "people"}
            to="/admin/people"
            search={{ tab: part }}
            className={tabLinkStyles()}
            aria-current={tab === part ? "page" : undefined}
            activeOptions={{ exact: true }}
          >
            {part ? t[part] : t.title}
          </Link>
        ))}
      </nav>
      {tab === "invitations" ? (
        <InvitationsList />
      ) : tab === "unreachable" ? (
        <SuppressedList />
      ) : (
        <MembersList />
      )}
    </Page>
  );
}
