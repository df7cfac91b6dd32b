import { failureInWords } from "@eventmaster/client/failure-in-words";
import { useText } from "@eventmaster/i18n/locale";
import { Brand } from "@eventmaster/ui/brand";
import { LanguageChoice } from "@eventmaster/ui/language-choice";
import { Page } from "@eventmaster/ui/page";
import { TextForm, useCredentialFields } from "@eventmaster/ui/text-form";
import { useOnline } from "@eventmaster/ui/use-online";
import { createFileRoute, redirect, useRouter } from "@tanstack/react-router";
import { apiClient, queryClient } from "../api.ts";
import { switchLocale } from "../i18n/switch-locale.ts";
import { isId } from "@eventmaster/contract/is-id";
import { pagesText } from "../pages-text.ts";
import { sessionQuery, startSession } from "../session.ts";

export const Route = createFileRoute("/sign-in")({
  /** `event` is the one whose door was asked for. */
  validateSearch: ({ event }: Record<string, unknown>): { event?: string | undefined } =>
    isId(event) ? { event } : {},
  beforeLoad: async ({ search: { event } }) => {
    if (await queryClient.ensureQueryData(sessionQuery)) throw redirect({ to: "/", search: { event } });
  },
  component: SignIn,
});

function SignIn() {
  const { signIn: t, site } = useText(pagesText);
  const isOnline = useOnline();
  const router = useRouter();
  const { event } = Route.useSearch();
  const fields = useCredentialFields();
  return (
    <main className="flex min-h-dvh flex-col">
      <div className="mx-auto w-full max-w-lg px-4 pt-6 sm:px-6">
        <Brand name={site} />
      </div>
      <Page
        title={t.title}
        siteName={site}
        subtitle={isOnline ? t.subtitle : t.offline}
        width="narrow"
        className="max-w-lg!"
      >
        <TextForm
          isPageForm
          fields={[fields.email, fields.password]}
          submitLabel={t.act}
          failureTitle={t.failed}
          describe={failureInWords}
          onSubmit={async (values) => {
            const user = await apiClient.accounts.logIn.mutate(values);
            await startSession(user);
            await router.navigate({ to: "/", search: { event }, replace: true });
          }}
        />
        <div className="mt-10 text-sm text-ink-muted">
          <LanguageChoice onChoose={switchLocale} />
        </div>
      </Page>
    </main>
  );
}
