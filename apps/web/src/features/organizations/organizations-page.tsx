import { createOrganizationInput, type MyOrganizations } from "@eventmaster/contract/organizations";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { FormError } from "@eventmaster/ui/form-error";
import { Page, Section } from "@eventmaster/ui/page";
import { type Column, Table } from "@eventmaster/ui/table";
import { uiText } from "@eventmaster/ui/text";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { Building2 } from "lucide-react";
import { Controller, useForm } from "react-hook-form";
import { sentenceOf } from "../../lib/failure.ts";
import { placeFailure } from "../../lib/form-failure.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { AllOrganizations } from "./all-organizations.tsx";
import { organizationsText } from "./text.ts";

export function OrganizationsPage() {
  const t = useText(organizationsText);
  const roleNames = useText(uiText).roles;
  const [mine] = trpc.organizations.mine.useSuspenseQuery();
  const switchTo = trpc.organizations.switch.useMutation();

  const change = async (organization: MyOrganizations["items"][number]) => {
    try {
      await switchTo.mutateAsync({ organization: organization.id });
      // Everything that was read belongs to the other organization: begin afresh.
      window.location.assign("/events");
    } catch (error) {
      toast.failure(t.notSwitched, { description: sentenceOf(error) });
    }
  };

  const columns: Column<MyOrganizations["items"][number]>[] = [
    { id: "name", header: t.name, isRowHeader: true, cell: (row) => row.name },
    { id: "slug", header: t.slug, cell: (row) => <code className="font-mono text-sm">{row.slug}</code> },
    { id: "role", header: t.role, cell: (row) => roleNames[row.role] },
    {
      id: "acts",
      header: t.acts,
      isHeaderHidden: true,
      cell: (row) =>
        row.id === mine.current.id ? (
          <Badge tone="accent">{t.current}</Badge>
        ) : (
          <Button
            variant="secondary"
            size="small"
            aria-label={t.switchTo(row.name)}
            isPending={switchTo.isPending}
            onPress={() => void change(row)}
          >
            {t.switchShort}
          </Button>
        ),
    },
  ];
  return (
    <Page title={t.title} subtitle={t.subtitle}>
      <Section title={t.yours}>
        <Table
          label={t.yours}
          columns={columns}
          rows={mine.items}
          rowKey={(row) => row.id}
          empty={<EmptyState icon={Building2} title={t.none} />}
        />
      </Section>
      {mine.mayCreate && <AllOrganizations />}
      {mine.mayCreate && <CreateOrganization />}
    </Page>
  );
}

function CreateOrganization() {
  const t = useText(organizationsText);
  const create = trpc.organizations.create.useMutation();
  const form = useForm({
    resolver: inOwnWords(zodResolver(createOrganizationInput)),
    defaultValues: { name: "", slug: "", adminEmail: "" },
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      const { name } = await create.mutateAsync(values);
      toast.success(t.created(name));
      form.reset();
      await api.organizations.invalidate();
    } catch (error) {
      placeFailure(form, ["name", "slug", "adminEmail"], error);
    }
  });
  const field = (name: "name" | "slug" | "adminEmail", label: string, description?: string) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field, fieldState }) => (
        <TextField
          label={label}
          description={description}
          autoComplete="off"
          type={name === "adminEmail" ? "email" : "text"}
          {...field}
          errorMessage={fieldState.error?.message}
        />
      )}
    />
  );
  return (
    <Section title={t.create}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-xl flex-col gap-5">
        <p className="text-ink-muted">{t.createNote}</p>
        <FormError title={t.notCreated}>{form.formState.errors.root?.message}</FormError>
        {field("name", t.name)}
        {field("slug", t.slug, t.slugHint)}
        {field("adminEmail", t.adminEmail, t.adminEmailHint)}
        <Button type="submit" className="self-start" isPending={form.formState.isSubmitting}>
          {t.doCreate}
        </Button>
      </form>
    </Section>
  );
}
