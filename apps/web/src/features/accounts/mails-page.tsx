import { mayDecline } from "@eventmaster/contract/notifications";
import { useText } from "@eventmaster/i18n/locale";
import { Switch } from "@eventmaster/ui/switch";
import { toast } from "@eventmaster/ui/toast";
import { sentenceOf } from "../../lib/failure.ts";
import { standingOf, useSession } from "../../lib/session.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { AccountLayout } from "./account-layout.tsx";
import { CalendarSection } from "./calendar-section.tsx";
import { mailsText } from "./mails-text.ts";

/** Which mails a person gets; a switch turns at once, and back when it could not be kept. */
export function MailsPage() {
  const t = useText(mailsText);
  const standing = standingOf(useSession());
  const [{ items }] = trpc.notifications.preferences.useSuspenseQuery();
  const set = trpc.notifications.setPreference.useMutation();

  const turn = async (kind: (typeof items)[number]["kind"], isOn: boolean) => {
    const before = api.notifications.preferences.getData();
    api.notifications.preferences.setData(
      undefined,
      (known) =>
        known && { items: known.items.map((item) => (item.kind === kind ? { ...item, isOn } : item)) },
    );
    try {
      await set.mutateAsync({ kind, isOn });
    } catch (error) {
      api.notifications.preferences.setData(undefined, before);
      toast.failure(t.notSaved, { description: sentenceOf(error) });
    }
  };
  return (
    <AccountLayout section="mails">
      <p className="mb-4 max-w-prose text-ink-muted">{t.hint}</p>
      <ul className="max-w-xl divide-y divide-line">
        {items.map(({ kind, isOn }) =>
          mayDecline(standing, kind) ? (
            <li key={kind} className="py-1.5">
              <Switch label={t.kinds[kind]} value={isOn} onChange={(next) => void turn(kind, next)} />
            </li>
          ) : null,
        )}
      </ul>
      <CalendarSection />
    </AccountLayout>
  );
}
