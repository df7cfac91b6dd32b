import type { Me } from "@eventmaster/contract/accounts";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { failureOf } from "../../lib/failure.ts";
import { answerLogIn } from "../../lib/log-in-again.ts";
import { api, trpcClient } from "../../lib/trpc.ts";
import { accountsText } from "../accounts/text.ts";

/** Over whatever was being filled in: the page stays as it is, and goes on where it stopped. */
export function LogInAgain({ me }: { me: Me }) {
  const t = useText(accountsText);
  const fields = useCredentialFields();
  return (
    <Dialog isOpen title={t.loginEnded} size="small" onOpenChange={() => answerLogIn(false)}>
      <div className="flex flex-col gap-5">
        <p className="text-ink-muted">{t.loginEndedHint}</p>
        <TextForm
          isPageForm
          fields={[{ ...fields.email, isReadOnly: true }, fields.password]}
          initial={{ email: me.email }}
          submitLabel={t.logIn}
          failureTitle={t.notLoggedIn}
          describe={failureOf}
          onSubmit={async (values) => {
            api.accounts.session.setData(undefined, await trpcClient.accounts.logIn.mutate(values));
            answerLogIn(true);
          }}
        />
        <Button variant="quiet" onPress={() => answerLogIn(false)}>
          {t.notNow}
        </Button>
      </div>
    </Dialog>
  );
}
