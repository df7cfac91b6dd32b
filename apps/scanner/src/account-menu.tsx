import type { Me } from "@eventmaster/contract/accounts";
import { useText } from "@eventmaster/i18n/locale";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { IconButton } from "@eventmaster/ui/icon-button";
import { Menu } from "@eventmaster/ui/menu";
import { useRouter } from "@tanstack/react-router";
import { CircleUser, LogOut } from "lucide-react";
import { useState } from "react";
import { accountText } from "./account-text.ts";
import { device } from "./device.ts";
import { endSession } from "./session.ts";

/** Who is signed in, and out again. Scans that are not sent yet are worth a question. */
export function AccountMenu({ me }: { me: Me }) {
  const router = useRouter();
  const t = useText(accountText);
  const [waiting, setWaiting] = useState(0);

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
          </>
        }
        items={[{ id: "sign-out", label: t.signOut, icon: LogOut, onAction: () => void ask() }]}
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
    </>
  );
}
