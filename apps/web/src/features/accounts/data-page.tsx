import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Dialog } from "@eventmaster/ui/dialog";
import { Section } from "@eventmaster/ui/page";
import { TextForm } from "@eventmaster/ui/text-form";
import { toast } from "@eventmaster/ui/toast";
import { useRouter } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useState } from "react";
import { failureOf, sentenceOf } from "../../lib/failure.ts";
import { saveFile } from "../../lib/save-file.ts";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import { AccountLayout } from "./account-layout.tsx";
import { forgetSession } from "./change-session.ts";
import { OrganizationsSection } from "./organizations-section.tsx";
import { accountsText } from "./text.ts";

export function DataPage() {
  return (
    <AccountLayout section="data">
      <DownloadSection />
      <OrganizationsSection />
      <DeleteSection />
    </AccountLayout>
  );
}

function DownloadSection() {
  const t = useText(accountsText);
  const [isWorking, setIsWorking] = useState(false);

  const press = async () => {
    setIsWorking(true);
    try {
      const data = await trpcClient.accounts.myData.query();
      const file = new Blob([JSON.stringify(data, null, 2)], { type: "application/json" });
      saveFile("eventmaster-data.json", file);
    } catch (error) {
      toast.failure(t.downloadFailed, { description: sentenceOf(error) });
    }
    setIsWorking(false);
  };
  return (
    <Section title={t.downloadTitle} className="mt-0! border-t-0! pt-0!">
      <p className="mb-5 max-w-prose text-ink-muted">{t.downloadHint}</p>
      <Button variant="secondary" isPending={isWorking} onPress={() => void press()}>
        <Download aria-hidden />
        {t.download}
      </Button>
    </Section>
  );
}

function DeleteSection() {
  const t = useText(accountsText);
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const remove = trpc.accounts.delete.useMutation();
  return (
    <Section title={t.deleteTitle}>
      <p className="mb-5 max-w-prose text-ink-muted">{t.deleteHint}</p>
      <Button variant="danger" onPress={() => setIsAsking(true)}>
        {t.deleteAccount}
      </Button>
      <Dialog isOpen={isAsking} onOpenChange={setIsAsking} title={t.deleteSure} size="small">
        <div className="flex flex-col gap-5">
          <p className="text-ink-muted">{t.deleteHint}</p>
          <TextForm
            variant="danger"
            fields={[
              {
                name: "password",
                label: t.currentPassword,
                missing: t.currentPasswordMissing,
                type: "password",
                autoComplete: "current-password",
              },
            ]}
            submitLabel={t.deleteAccount}
            failureTitle={t.deleteFailed}
            describe={failureOf}
            onSubmit={async (values) => {
              await remove.mutateAsync(values);
              setIsAsking(false);
              await forgetSession(router);
              toast.success(t.deleted);
            }}
          />
          <Button variant="quiet" className="self-start" onPress={() => setIsAsking(false)}>
            {t.deleteKeep}
          </Button>
        </div>
      </Dialog>
    </Section>
  );
}
