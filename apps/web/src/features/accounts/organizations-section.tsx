import type { MyOrganizations } from "@eventmaster/contract/organizations";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Section } from "@eventmaster/ui/page";
import { uiText } from "@eventmaster/ui/text";
import { toast } from "@eventmaster/ui/toast";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { inWords } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { changeOrganization } from "./change-session.ts";
import { accountsText } from "./text.ts";
import { useSwitchOrganization } from "./use-switch-organization.ts";

/** Where one belongs, to go there or to leave; nothing at all as long as there is one organization. */
export function OrganizationsSection() {
  const t = useText(accountsText);
  const { roles } = useText(uiText);
  const [mine] = trpc.organizations.mine.useSuspenseQuery();
  const goTo = useSwitchOrganization();
  if (!mine.hasSeveral) return null;
  return (
    <Section title={t.organizations}>
      <p className="mb-5 max-w-prose text-ink-muted">{t.organizationsHint}</p>
      <ul className="divide-y divide-line border-y border-line">
        {mine.items.map(({ id, name, role }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="font-semibold wrap-anywhere">{name}</p>
              <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-muted">
                {roles[role]}
                {id === mine.current.id && <Badge tone="accent">{t.organizationNow}</Badge>}
              </p>
            </div>
            {id === mine.current.id ? (
              <Leave organization={mine.current} />
            ) : (
              <Button
                variant="secondary"
                size="small"
                aria-label={t.goToOrganization(name)}
                onPress={() => void goTo(id)}
              >
                {t.goTo}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Leave({ organization: { name } }: { organization: MyOrganizations["current"] }) {
  const t = useText(accountsText);
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const leave = trpc.organizations.leave.useMutation();
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        className="text-negative"
        aria-label={t.leaveOrganization(name)}
        onPress={() => setIsAsking(true)}
      >
        {t.leave}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t.leaveSure(name)}
        confirmLabel={t.leave}
        cancelLabel={t.stay}
        isDangerous
        onConfirm={async () => {
          await inWords(leave.mutateAsync());
          await changeOrganization(router, null);
          toast.success(t.left(name));
        }}
      >
        {t.leaveHint}
      </ConfirmDialog>
    </>
  );
}
