import type { Me } from "@eventmaster/contract/accounts";
import { useText } from "@eventmaster/i18n/locale";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Dialog } from "@eventmaster/ui/dialog";
import { IconButton } from "@eventmaster/ui/icon-button";
import { Menu } from "@eventmaster/ui/menu";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Building, CircleUser, LogOut } from "lucide-react";
import { useState } from "react";
import { accountText } from "./account-text.ts";
import { device } from "./device.ts";
import { changeOrganization, endSession, organizationsQuery } from "./session.ts";

/** Who is signed in, and out again. Scans that are not sent yet are worth a question. */
export function AccountMenu({ me }: { me: Me }) {
  const router = useRouter();
  const t = useText(accountText);
  const [waiting, setWaiting] = useState(0);

  const { data: mine } = useQuery(organizationsQuery);
  const others = mine?.hasSeveral ? mine.items.filter(({ id }) => id !== mine.current.id) : [];
  const [unsent, setUnsent] = useState(0);

  const turnTo = async (id: string) => {
    setUnsent(await changeOrganization(id));
    await router.invalidate();
  };
  const signOut = async () => {
    setWaiting(0);
    await endSession();
    await router.navigate({ to: "/sign-in" });
  };
  const ask = async () => {
    const { scans } = await device();
    const count = scans.waiting().length;
    if (count > 0) setWaiting(count);
    else await signOut();
  };

  return (
    <>
      <Menu
        label={t.account}
        trigger={<IconButton icon={CircleUser} label={t.account} />}
        header={
          <>
            <p className="font-semibold">{me.displayName}</p>
            <p className="text-sm text-ink-muted">{me.email}</p>
            {mine?.hasSeveral && <p className="text-sm text-ink-muted">{mine.current.name}</p>}
          </>
        }
        items={[
          ...others.map(({ id, name }) => ({
            id,
            label: t.workIn(name),
            icon: Building,
            onAction: () => void turnTo(id),
          })),
          {
            id: "sign-out",
            label: t.signOut,
            icon: LogOut,
            startsGroup: others.length > 0,
            onAction: () => void ask(),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={waiting > 0}
        onOpenChange={() => setWaiting(0)}
        title={t.notSent(waiting)}
        confirmLabel={t.signOut}
        onConfirm={signOut}
      >
        {t.theyStay}
      </ConfirmDialog>
      <Dialog isOpen={unsent > 0} onOpenChange={() => setUnsent(0)} title={t.notSent(unsent)} size="small">
        <p>{t.sendFirst}</p>
      </Dialog>
    </>
  );
}
