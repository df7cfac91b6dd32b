import { useText } from "@eventmaster/i18n/locale";
import { can } from "@eventmaster/contract/permissions";
import type { Me } from "@eventmaster/contract/accounts";
import type { CheckInPoint, DoorEvent } from "@eventmaster/contract/check-in";
import { NativeButton } from "@eventmaster/ui/native-button";
import { Keyboard, Search, UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { CameraView } from "../camera/camera-view.tsx";
import { useCamera } from "../camera/use-camera.ts";
import { pagesText } from "../pages-text.ts";
import { CameraNote } from "./camera-note.tsx";
import { CameraToolbar } from "./camera-toolbar.tsx";
import { DeviceStatusBar } from "./device-status-bar.tsx";
import { useDeviceSetting } from "./device-settings.ts";
import { DirectionSwitch } from "./direction-switch.tsx";
import { useCheckInPoint, useDirection } from "./door-place.ts";
import type { Door } from "./door.ts";
import { LastScans } from "./last-scans.tsx";
import type { OpenDoor } from "./open-door.ts";
import { CoveredByVerdict, ShownVerdict } from "./shown-verdict.tsx";
import { doorText } from "./text.ts";
import { useDoor, useShown } from "./use-door.ts";
import { useKeyboardWedge } from "./use-keyboard-wedge.ts";
import { useWakeLock } from "./use-wake-lock.ts";

// None of them is needed for the first scan.
const TypedCodeDialog = lazy(async () => ({
  default: (await import("./typed-code-dialog.tsx")).TypedCodeDialog,
}));
const SearchDialog = lazy(async () => ({ default: (await import("./search-dialog.tsx")).SearchDialog }));
const WalkInDialog = lazy(async () => ({ default: (await import("./walk-in-dialog.tsx")).WalkInDialog }));
const WalkInTicketDialog = lazy(async () => ({
  default: (await import("./walk-in-ticket-dialog.tsx")).WalkInTicketDialog,
}));

export interface ScanPageProps {
  event: DoorEvent;
  me: Me;
  open: OpenDoor;
}

/** The door: the camera, what the last codes were, and the ways in without a camera. */
export function ScanPage({ event, me, open }: ScanPageProps) {
  const [dialog, setDialog] = useState<"code" | "search" | "walk-in" | null>(null);
  const [muted, setMuted] = useDeviceSetting("muted");
  const [cameraName, chooseCamera] = useDeviceSetting("camera");
  const { point, choose: choosePoint } = useCheckInPoint(event);
  const [direction, chooseDirection] = useDirection(event.id);
  const t = useText(doorText);
  const { site } = useText(pagesText);

  const door = useDoor(open);
  const [ticketCode, setTicketCode] = useState<string | null>(null);
  const isBusy = dialog !== null || ticketCode !== null;
  const camera = useCamera(cameraName, (texts) => door.see(texts, { isBusy }));
  const { isCut } = useKeyboardWedge(door.enter, { isEnabled: !isBusy });
  useWakeLock();

  const close = () => setDialog(null);

  return (
    <>
      <title>{`${event.title} · ${site}`}</title>
      <CoveredByVerdict door={door}>
        <div className="relative min-h-0 min-w-0 grow">
          <CameraView camera={camera}>
            <CameraToolbar
              event={event}
              camera={camera}
              onChooseCamera={chooseCamera}
              isMuted={muted === "yes"}
              onMute={(mute) => setMuted(mute ? "yes" : "no")}
            />
            <DoorNote door={door} isCut={isCut} />
          </CameraView>
        </div>
        <div className="flex max-h-[55%] shrink-0 flex-col gap-3 overflow-y-auto px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] landscape:max-h-none landscape:w-72 landscape:lg:w-96 landscape:lg:px-6 landscape:lg:pt-6">
          <DeviceStatusBar open={open} />
          <div className="flex items-end gap-3">
            {event.checkInPoints.length > 1 && (
              <PointChoice points={event.checkInPoints} chosen={point?.id} onChoose={choosePoint} />
            )}
            <DirectionSwitch direction={direction} onChange={chooseDirection} />
          </div>
          <LastScans open={open} />
          <div className="grid grid-cols-3 gap-2.5 landscape:grid-cols-1">
            <NativeButton variant="secondary" className="px-2!" onPress={() => setDialog("code")}>
              <Keyboard aria-hidden className="max-sm:hidden" />
              {t.typeCode}
            </NativeButton>
            <NativeButton variant="secondary" className="px-2!" onPress={() => setDialog("search")}>
              <Search aria-hidden className="max-sm:hidden" />
              {t.search}
            </NativeButton>
            <NativeButton variant="secondary" className="px-2!" onPress={() => setDialog("walk-in")}>
              <UserPlus aria-hidden className="max-sm:hidden" />
              {t.walkIn}
            </NativeButton>
          </div>
        </div>
      </CoveredByVerdict>
      <Suspense>
        {dialog === "code" && <TypedCodeDialog onClose={close} onCode={door.enter} />}
        {dialog === "search" && <SearchDialog open={open} onClose={close} onAnswer={door.admitPerson} />}
        {dialog === "walk-in" && (
          <WalkInDialog
            event={event}
            open={open}
            canOverride={can(me.role, "capacity:override")}
            onClose={close}
            onAnswer={door.admitPerson}
          />
        )}
        {ticketCode && <WalkInTicketDialog code={ticketCode} onClose={() => setTicketCode(null)} />}
      </Suspense>
      <ShownVerdict door={door} open={open} onShowTicket={setTicketCode} />
    </>
  );
}

function DoorNote({ door, isCut }: { door: Door; isCut: boolean }) {
  const shown = useShown(door);
  const t = useText(doorText);
  if (shown) return shown.answer ? null : <CameraNote key={shown.id}>{t.checking}</CameraNote>;
  return isCut ? <CameraNote>{t.codeCut}</CameraNote> : null;
}

/** A plain select: phones show it as large as it should be. */
function PointChoice({
  points,
  chosen,
  onChoose,
}: {
  points: readonly CheckInPoint[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const t = useText(doorText);
  return (
    <label className="flex min-w-0 grow flex-col gap-1.5">
      <span className="text-sm font-semibold">{t.checkInPoint}</span>
      <select
        value={chosen}
        onChange={({ target }) => onChoose(target.value)}
        className="h-11 w-full min-w-0 cursor-pointer truncate rounded-field border border-line-strong bg-raised px-3 text-ink hover:border-ink"
      >
        {points.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
