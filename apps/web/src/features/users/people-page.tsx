import { useText } from "@eventmaster/i18n/locale";
import { Page } from "@eventmaster/ui/page";
import { tabLinkStyles, TabNav } from "@eventmaster/ui/tab-link";
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
      <TabNav label={t.parts} className="mb-6">
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
      </TabNav>
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
