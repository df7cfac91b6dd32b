import type { DoorDevice } from "@eventmaster/contract/door-devices";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { Button } from "@eventmaster/ui/button";
import { Checkbox } from "@eventmaster/ui/checkbox";
import { ConfirmDialog } from "@eventmaster/ui/confirm-dialog";
import { Instant } from "@eventmaster/ui/event-date";
import { type Column, Table } from "@eventmaster/ui/table";
import { toast } from "@eventmaster/ui/toast";
import { useState } from "react";
import { inWords, sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { devicesInput } from "./door-input.ts";
import { checkInText } from "./text.ts";

/** Devices at the door: heard when, holding what, and a way to shut one out. */
export function DoorDevices({ eventId }: { eventId: string }) {
  const t = useText(checkInText);
  const [list] = trpc.checkIn.devices.useSuspenseQuery(devicesInput(eventId), { refetchInterval: 15_000 });
  const revoke = trpc.checkIn.revokeDevice.useMutation();
  const restore = trpc.checkIn.restoreDevice.useMutation();
  const [staff] = trpc.checkIn.staff.useSuspenseQuery({ eventId });
  const [revoking, setRevoking] = useState<DoorDevice | null>(null);
  const [endsDuty, setEndsDuty] = useState(false);
  // Who organizes the event, or is an admin, has no duty that could end.
  const onDuty = staff.find(({ userId }) => userId === revoking?.person?.id) ?? null;

  const allowAgain = async ({ deviceId, name }: DoorDevice) => {
    try {
      await restore.mutateAsync({ eventId, deviceId });
      toast.success(t.isRestored(name));
    } catch (error) {
      toast.failure(t.notRestored(name), { description: sentenceOf(error) });
    }
    await api.checkIn.devices.invalidate();
  };

  const columns: Column<DoorDevice>[] = [
    { id: "name", header: t.deviceName, isRowHeader: true, cell: (row) => row.name },
    { id: "person", header: t.person, cell: (row) => row.person?.displayName ?? "—" },
    { id: "point", header: t.point, cell: (row) => row.checkInPoint?.name ?? "—" },
    { id: "seen", header: t.lastSeen, cell: (row) => <Instant at={row.lastSeenAt} /> },
    { id: "pending", header: t.waitingScans, align: "end", cell: (row) => formatNumber(row.pendingScans) },
    { id: "seats", header: t.seatsHeld, align: "end", cell: (row) => formatNumber(row.leasedSeats) },
    {
      id: "state",
      header: t.state,
      cell: (row) =>
        row.revoked ? (
          <>
            <Badge tone="negative">{t.revokedDevice}</Badge>
            {row.revoked.reason && <span className="block text-sm text-ink-muted">{row.revoked.reason}</span>}
          </>
        ) : (
          <Badge tone="positive">{t.allowedDevice}</Badge>
        ),
    },
    {
      id: "acts",
      header: t.acts,
      isHeaderHidden: true,
      cell: (row) =>
        row.revoked ? (
          <Button
            variant="quiet"
            size="small"
            aria-label={t.restoreNamed(row.name)}
            onPress={() => void allowAgain(row)}
          >
            {t.restore}
          </Button>
        ) : (
          <Button
            variant="quiet"
            size="small"
            aria-label={t.revokeNamed(row.name)}
            onPress={() => {
              setEndsDuty(false);
              setRevoking(row);
            }}
          >
            {t.revoke}
          </Button>
        ),
    },
  ];
  return (
    <>
      <p className="mb-4 max-w-prose text-ink-muted">{t.devicesNote}</p>
      <Table
        label={t.devices}
        columns={columns}
        rows={list.items}
        rowKey={(row) => row.deviceId}
        empty={<p className="font-semibold">{t.noDevices}</p>}
      />
      <ConfirmDialog
        isOpen={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={t.revokeQuestion(revoking?.name ?? "")}
        confirmLabel={t.revoke}
        cancelLabel={t.back}
        isDangerous
        reason={{ label: t.revokeReason, isOptional: true, maxLength: 500 }}
        onConfirm={async (reason) => {
          if (!revoking) return;
          await inWords(
            revoke.mutateAsync({
              eventId,
              deviceId: revoking.deviceId,
              ...(reason ? { reason } : {}),
              ...(onDuty && endsDuty ? { endDutyOf: onDuty.userId } : {}),
            }),
          );
          toast.success(t.isRevoked(revoking.name));
          await Promise.all([api.checkIn.devices.invalidate(), api.checkIn.staff.invalidate({ eventId })]);
        }}
      >
        {t.revokeNote}
        {onDuty && (
          <Checkbox
            className="mt-3 text-ink"
            label={t.endDuty(onDuty.displayName)}
            description={t.endDutyHint}
            value={endsDuty}
            onChange={setEndsDuty}
          />
        )}
      </ConfirmDialog>
    </>
  );
}
