import { type Locale, locales, localeNames } from "@eventmaster/contract/locales";
import { textOf, useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Section } from "@eventmaster/ui/page";
import { Select } from "@eventmaster/ui/select";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { TimeZoneField } from "@eventmaster/ui/time-zone-field";
import { toast } from "@eventmaster/ui/toast";
import { switchLocale } from "../../i18n/switch-locale.ts";
import { failureOf, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { keepLocale } from "../shell/choose-locale.ts";
import { AccountLayout } from "./account-layout.tsx";
import { accountsText } from "./text.ts";

export function ProfilePage() {
  return (
    <AccountLayout section="profile">
      <NameSection />
      <LanguageSection />
      <EmailSection />
    </AccountLayout>
  );
}

function NameSection() {
  const t = useText(accountsText);
  const fields = useCredentialFields();
  const [profile] = trpc.accounts.profile.useSuspenseQuery();
  const update = trpc.accounts.updateProfile.useMutation();
  return (
    <Section title={t.whoYouAre} className="mt-0! border-t-0! pt-0!">
      <div className="max-w-md">
        <TextForm
          fields={[fields.displayName]}
          initial={{ displayName: profile.displayName }}
          submitLabel={t.save}
          failureTitle={t.notSaved}
          describe={failureOf}
          onSubmit={async ({ displayName }) => {
            api.accounts.profile.setData(undefined, await update.mutateAsync({ displayName }));
            await api.accounts.session.invalidate();
            toast.success(t.saved);
          }}
        />
      </div>
    </Section>
  );
}

function LanguageSection() {
  const t = useText(accountsText);
  const [profile] = trpc.accounts.profile.useSuspenseQuery();
  const update = trpc.accounts.updateProfile.useMutation();

  const save = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await api.accounts.profile.invalidate();
      // In the language that is spoken now.
      toast.success(textOf(accountsText).saved);
    } catch (error) {
      toast.failure(textOf(accountsText).notSaved, { description: sentenceOf(error) });
    }
  };
  return (
    <Section title={t.languageAndTime}>
      <div className="flex max-w-md flex-col gap-5">
        <Select<Locale>
          label={t.language}
          description={t.languageHint}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
          value={profile.locale}
          onChange={(locale) => void save(() => switchLocale(locale).then(() => keepLocale(locale)))}
        />
        <TimeZoneField
          label={t.timeZone}
          description={t.timeZoneHint}
          value={profile.timeZone}
          placeholder={new Intl.DateTimeFormat().resolvedOptions().timeZone}
          onChange={(timeZone) => {
            if (timeZone !== profile.timeZone) void save(() => update.mutateAsync({ timeZone }));
          }}
        />
      </div>
    </Section>
  );
}

function EmailSection() {
  const t = useText(accountsText);
  const [profile] = trpc.accounts.profile.useSuspenseQuery();
  const change = trpc.accounts.changeEmail.useMutation();
  const resend = trpc.accounts.resendVerification.useMutation();

  const sendAgain = async () => {
    try {
      await resend.mutateAsync();
      toast.success(t.verificationSent);
    } catch (error) {
      toast.failure(t.notSent, { description: sentenceOf(error) });
    }
  };
  return (
    <Section title={t.email}>
      <div className="flex max-w-md flex-col gap-5">
        <div>
          <p className="text-sm font-semibold">{t.emailNow}</p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="text-lg break-all">{profile.email}</span>
            {profile.emailVerifiedAt ? (
              <Badge tone="positive">{t.isVerified}</Badge>
            ) : (
              <Badge tone="caution">{t.isNotVerified}</Badge>
            )}
          </p>
        </div>
        {profile.pendingEmail !== null && (
          <p role="status" className="rounded-card bg-accent-soft p-4">
            {t.pendingEmail(profile.pendingEmail)}
          </p>
        )}
        {(!profile.emailVerifiedAt || profile.pendingEmail !== null) && (
          <Button
            variant="secondary"
            className="self-start"
            isPending={resend.isPending}
            onPress={() => void sendAgain()}
          >
            {t.sendVerification}
          </Button>
        )}
        <TextForm
          clearsWhenSent
          variant="secondary"
          fields={[
            {
              name: "newEmail",
              label: t.newEmail,
              missing: t.newEmailMissing,
              type: "email",
              autoComplete: "email",
            },
            {
              name: "currentPassword",
              label: t.currentPassword,
              missing: t.currentPasswordMissing,
              type: "password",
              autoComplete: "current-password",
            },
          ]}
          submitLabel={t.changeEmail}
          failureTitle={t.notSaved}
          describe={failureOf}
          onSubmit={async (values) => {
            await change.mutateAsync(values);
            await api.accounts.profile.invalidate();
            toast.success(t.emailAsked);
          }}
        />
      </div>
    </Section>
  );
}
