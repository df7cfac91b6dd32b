import { type Invitation, inviteInput } from "@eventmaster/contract/organizations";
import { roles } from "@eventmaster/contract/permissions";
import { useText } from "@eventmaster/i18n/locale";
import { Badge, type BadgeTone } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { FormError } from "@eventmaster/ui/form-error";
import { Select } from "@eventmaster/ui/select";
import { type Column, Table } from "@eventmaster/ui/table";
import { uiText } from "@eventmaster/ui/text";
import { TextField } from "@eventmaster/ui/text-field";
import { toast } from "@eventmaster/ui/toast";
import { zodResolver } from "@hookform/resolvers/zod";
import { getRouteApi } from "@tanstack/react-router";
import { MailPlus } from "lucide-react";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inWords } from "../../lib/failure.ts";
import { placeFailure } from "../../lib/form-failure.ts";
import { inOwnWords } from "../../lib/own-words.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { plainPageInput } from "../users/people-search.ts";
import { usersText } from "../users/text.ts";

const route = getRouteApi("/admin/people");

const tones: Record<Invitation["status"], BadgeTone> = {
  open: "accent",
  accepted: "positive",
  revoked: "neutral",
  expired: "caution",
};

/** Who was asked to join, and a form to ask somebody. */
export function InvitationsList() {
  const t = useText(usersText);
  const roleNames = useText(uiText).roles;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.organizations.invitations.useSuspenseQuery(plainPageInput(search));
  const revoke = trpc.organizations.revokeInvitation.useMutation();
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null);
  const columns: Column<Invitation>[] = [
    {
      id: "email",
      header: t.email,
      isRowHeader: true,
      cell: (row) => <span className="break-all">{row.email}</span>,
    },
    { id: "role", header: t.role, cell: (row) => roleNames[row.role] },
    {
      id: "state",
      header: t.state,
      cell: (row) => <Badge tone={tones[row.status]}>{t.states[row.status]}</Badge>,
    },
    { id: "by", header: t.invitedBy, cell: (row) => row.invitedBy ?? t.somebody },
    { id: "expires", header: t.expires, cell: (row) => <Instant at={row.expiresAt} only="date" /> },
    {
      id: "acts",
      header: t.acts,
      isHeaderHidden: true,
      cell: (row) =>
        row.status === "open" && (
          <Button
            variant="quiet"
            size="small"
            aria-label={t.withdraw(row.email)}
            onPress={() => setWithdrawing(row)}
          >
            {t.withdrawShort}
          </Button>
        ),
    },
  ];
  return (
    <>
      <InviteForm />
      <Table
        label={t.invitations}
        columns={columns}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={MailPlus} title={t.noInvitations}>
            {t.noInvitationsNext}
          </EmptyState>
        }
      />
      <PageTurner
        label={t.invitations}
        list={list}
        page={search.page}
        onTurn={(page) => void navigate({ search: { tab: "invitations", page } })}
      />
      <ConfirmDialog
        isOpen={withdrawing !== null}
        onOpenChange={() => setWithdrawing(null)}
        title={t.withdrawQuestion(withdrawing?.email ?? "")}
        confirmLabel={t.withdrawShort}
        cancelLabel={t.back}
        isDangerous
        onConfirm={async () => {
          if (!withdrawing) return;
          await inWords(revoke.mutateAsync({ invitationId: withdrawing.id }));
          toast.success(t.withdrawn);
          await api.organizations.invitations.invalidate();
        }}
      >
        {t.withdrawNote}
      </ConfirmDialog>
    </>
  );
}

function InviteForm() {
  const t = useText(usersText);
  const roleNames = useText(uiText).roles;
  const invite = trpc.organizations.invite.useMutation();
  const form = useForm({
    resolver: inOwnWords(zodResolver(inviteInput)),
    defaultValues: { email: "", role: "member" as const },
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      await invite.mutateAsync(values);
      toast.success(t.invited(values.email));
      form.reset({ email: "", role: "member" });
      await api.organizations.invitations.invalidate();
    } catch (error) {
      placeFailure(form, ["email", "role"], error);
    }
  });
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="mb-8 rounded-card border border-line bg-raised p-5 sm:p-6"
    >
      <h2 className="text-lg font-bold">{t.invite}</h2>
      <p className="mb-4 text-ink-muted">{t.inviteNote}</p>
      <FormError title={t.notInvited} className="mb-4">
        {form.formState.errors.root?.message}
      </FormError>
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
        <Controller
          control={form.control}
          name="email"
          render={({ field, fieldState }) => (
            <TextField
              label={t.email}
              type="email"
              inputMode="email"
              autoComplete="off"
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={form.control}
          name="role"
          render={({ field, fieldState }) => (
            <Select
              label={t.role}
              options={roles.map((value) => ({ value, label: roleNames[value] }))}
              {...field}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <Button type="submit" className="sm:mt-7" isPending={form.formState.isSubmitting}>
          {t.sendInvitation}
        </Button>
      </div>
    </form>
  );
}
