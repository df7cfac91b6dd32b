import { can } from "@eventmaster/contract/permissions";
import type { Me } from "@eventmaster/contract/accounts";
import type { DoorEvent } from "@eventmaster/contract/check-in";
import { Button } from "@eventmaster/ui/button";
import { Select } from "@eventmaster/ui/select";
import { Keyboard, UserPlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { apiClient } from "../api.ts";
import { CameraView } from "../camera/camera-view.tsx";
import { useCamera } from "../camera/use-camera.ts";
import { CameraToolbar } from "./camera-toolbar.tsx";
import { answerOf } from "./decide-online.ts";
import { useDeviceSetting } from "./device-settings.ts";
import { doorPlace, useCheckInPoint } from "./door-place.ts";
import { LastScans } from "./last-scans.tsx";
import { TypedCodeDialog } from "./typed-code-dialog.tsx";
import { useDoor } from "./use-door.ts";
import { useKeyboardWedge } from "./use-keyboard-wedge.ts";
import { useWakeLock } from "./use-wake-lock.ts";
import { VerdictOverlay } from "./verdict-overlay.tsx";
import { WalkInDialog, type WalkInRequest } from "./walk-in-dialog.tsx";

/** Milliseconds after which no answer to a walk-in counts as no connection; it does more than a scan. */
const walkInPatienceMs = 12_000;

export interface ScanPageProps {
  event: DoorEvent;
  me: Me;
  unanswered: ReadonlyMap<string, string>;
}

/** The door: the camera, what the last codes were, and the ways in without a camera. */
export function ScanPage({ event, me, unanswered }: ScanPageProps) {
  const [dialog, setDialog] = useState<"code" | "walk-in" | null>(null);
  const [muted, setMuted] = useDeviceSetting("muted");
  const [cameraName, chooseCamera] = useDeviceSetting("camera");
  const { point, choose: choosePoint } = useCheckInPoint(event);

  const { door, shown } = useDoor(event, unanswered);
  const isBusy = dialog !== null;
  const camera = useCamera(cameraName, (texts) => door.see(texts, { isBusy }));
  useKeyboardWedge(door.enter, { isEnabled: !isBusy });
  useWakeLock();

  const answer = shown?.answer ?? null;
  const isCovered = answer !== null;
  const page = useFocusReturn(isCovered);

  const sendWalkIn = (request: WalkInRequest) =>
    apiClient.checkIn.walkIn.mutate(
      { ...request, ...doorPlace(event) },
      { signal: AbortSignal.timeout(walkInPatienceMs) },
    );

  return (
    <>
      <title>{`${event.title} · EventMaster Scanner`}</title>
      <main
        ref={page}
        inert={isCovered}
        className="door-surface fixed inset-0 flex flex-col bg-surface landscape:flex-row"
      >
        <div className="relative min-h-0 min-w-0 grow">
          <CameraView camera={camera}>
            <CameraToolbar
              event={event}
              camera={camera}
              onChooseCamera={chooseCamera}
              isMuted={muted === "yes"}
              onMute={(mute) => setMuted(mute ? "yes" : "no")}
            />
            {shown && !shown.answer && <Checking key={shown.id} />}
          </CameraView>
        </div>
        <div className="flex shrink-0 flex-col gap-3 px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] landscape:w-72 landscape:overflow-y-auto landscape:lg:w-96 landscape:lg:px-6 landscape:lg:pt-6">
          {event.checkInPoints.length > 1 && (
            <Select
              label="Check-in point"
              options={event.checkInPoints.map(({ id, name }) => ({ value: id, label: name }))}
              value={point?.id ?? null}
              onChange={choosePoint}
            />
          )}
          <LastScans eventId={event.id} />
          <div className="grid grid-cols-2 gap-2.5 landscape:grid-cols-1">
            <Button variant="secondary" className="px-2!" onPress={() => setDialog("code")}>
              <Keyboard aria-hidden />
              Type a code
            </Button>
            <Button variant="secondary" className="px-2!" onPress={() => setDialog("walk-in")}>
              <UserPlus aria-hidden />
              Walk-in
            </Button>
          </div>
        </div>
      </main>
      {dialog === "code" && <TypedCodeDialog onClose={() => setDialog(null)} onCode={door.enter} />}
      {dialog === "walk-in" && (
        <WalkInDialog
          canOverride={can(me.role, "capacity:override")}
          send={sendWalkIn}
          onClose={() => setDialog(null)}
          onAnswer={(result) => door.admitWalkIn(result.scanId, answerOf(result))}
        />
      )}
      {shown && answer && (
        <VerdictOverlay
          // A new alert for each verdict, so that each is read aloud.
          key={`${shown.id} ${answer.kind}`}
          eventId={event.id}
          answer={answer}
          canRetry={shown.code !== null}
          onRetry={door.retry}
          onDismiss={door.dismiss}
        />
      )}
    </>
  );
}

function Checking() {
  return (
    <p
      role="status"
      className="absolute inset-x-0 bottom-6 mx-auto w-fit rounded-full bg-white px-5 py-2.5 text-lg font-bold text-black"
    >
      Checking…
    </p>
  );
}

/** What lies under a verdict takes no focus; afterwards the focus is where it was, or at the page's first button. */
function useFocusReturn(isCovered: boolean) {
  const page = useRef<HTMLElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && page.current?.contains(target)) last.current = target;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    if (!isCovered) return;
    return () => last.current?.focus({ preventScroll: true });
  }, [isCovered]);
  return page;
}
