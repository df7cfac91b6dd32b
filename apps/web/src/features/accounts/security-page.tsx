import type { Session } from "@eventmaster/contract/accounts";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Instant } from "@eventmaster/ui/event-date";
import { Section } from "@eventmaster/ui/page";
import { TextForm } from "@eventmaster/ui/text-form";
import { toast } from "@eventmaster/ui/toast";
import { MonitorSmartphone } from "lucide-react";
import { failureOf, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { AccountLayout } from "./account-layout.tsx";
import { deviceName } from "./device-name.ts";
import { accountsText } from "./text.ts";

export function SecurityPage() {
  return (
    <AccountLayout section="security">
      <PasswordSection />
      <DevicesSection />
    </AccountLayout>
  );
}

function PasswordSection() {
  const t = useText(accountsText);
  const change = trpc.accounts.changePassword.useMutation();
  return (
    <Section title={t.changePassword} className="mt-0! border-t-0! pt-0!">
      <div className="max-w-md">
        <TextForm
          clearsWhenSent
          fields={[
            {
              name: "currentPassword",
              label: t.currentPassword,
              missing: t.currentPasswordMissing,
              type: "password",
              autoComplete: "current-password",
            },
            {
              name: "newPassword",
              label: t.newPassword,
              missing: t.newPasswordMissing,
              description: t.newPasswordHint,
              type: "password",
              autoComplete: "new-password",
            },
          ]}
          submitLabel={t.changePassword}
          failureTitle={t.notSaved}
          describe={failureOf}
          onSubmit={async (values) => {
            await change.mutateAsync(values);
            await api.accounts.sessions.invalidate();
            toast.success(t.passwordChanged);
          }}
        />
      </div>
    </Section>
  );
}

function DevicesSection() {
  const t = useText(accountsText);
  const [{ items }] = trpc.accounts.sessions.useSuspenseQuery();
  const endOthers = trpc.accounts.endOtherSessions.useMutation();

  const press = async () => {
    try {
      const { ended } = await endOthers.mutateAsync();
      await api.accounts.sessions.invalidate();
      toast.success(t.sessionsEnded(ended));
    } catch (error) {
      toast.failure(t.notSaved, { description: sentenceOf(error) });
    }
  };
  return (
    <Section
      title={t.devices}
      actions={
        items.length > 1 && (
          <Button
            variant="secondary"
            size="small"
            isPending={endOthers.isPending}
            onPress={() => void press()}
          >
            {t.endOthers}
          </Button>
        )
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {items.map((session) => (
          <Device key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  );
}

function Device({ session }: { session: Session }) {
  const t = useText(accountsText);
  const end = trpc.accounts.endSession.useMutation();
  const known = deviceName(session.userAgent);
  const name = known ? t.on(known.browser, known.system) : t.unknownDevice;

  const press = async () => {
    try {
      await end.mutateAsync({ sessionId: session.id });
      await api.accounts.sessions.invalidate();
      toast.success(t.sessionsEnded(1));
    } catch (error) {
      toast.failure(t.notSaved, { description: sentenceOf(error) });
    }
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <MonitorSmartphone aria-hidden className="size-6 shrink-0 text-ink-muted" />
      <div className="min-w-0 grow">
        <p className="font-semibold">{name}</p>
        <p className="text-sm text-ink-muted">
          {t.lastUsed}: <Instant at={session.lastUsedAt} />
          {session.ip !== null && ` · ${session.ip}`}
        </p>
      </div>
      {session.isCurrent ? (
        <Badge tone="accent">{t.thisDevice}</Badge>
      ) : (
        <Button
          variant="secondary"
          size="small"
          aria-label={t.endSessionOf(name)}
          isPending={end.isPending}
          onPress={() => void press()}
        >
          {t.endSession}
        </Button>
      )}
    </li>
  );
}
