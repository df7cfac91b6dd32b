import type { DoorEvent } from "@eventmaster/contract/check-in";
import { useText } from "@eventmaster/i18n/locale";
import { VerdictPanel } from "@eventmaster/ui/verdict";
import { useNavigate } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { CameraView } from "../camera/camera-view.tsx";
import { useCamera } from "../camera/use-camera.ts";
import type { Answer } from "./answer.ts";
import { CameraNote } from "./camera-note.tsx";
import { useDeviceSetting } from "./device-settings.ts";
import { kioskText } from "./kiosk-text.ts";
import { NotCheckedPanel } from "./not-checked-panel.tsx";
import type { OpenDoor } from "./open-door.ts";
import { PictureButton } from "./picture-button.tsx";
import { doorText } from "./text.ts";
import { useDoor, useShown } from "./use-door.ts";
import { useKeyboardWedge } from "./use-keyboard-wedge.ts";
import { verdictText } from "./verdict-text.ts";
import { useWakeLock } from "./use-wake-lock.ts";

const UnlockKioskDialog = lazy(async () => ({
  default: (await import("./unlock-kiosk-dialog.tsx")).UnlockKioskDialog,
}));

/** Milliseconds for which a guest reads why not; then it is the next one's turn. */
const refusalMs = 5000;

/** Self check-in: the camera, and nothing that a guest could do besides. */
export function KioskPage({ event, open }: { event: DoorEvent; open: OpenDoor }) {
  const t = useText(kioskText);
  const { codeCut } = useText(doorText);
  const navigate = useNavigate();
  const [isUnlocking, setIsUnlocking] = useState(false);
  const [cameraName] = useDeviceSetting("camera");
  const door = useDoor(open, { refusalMs });
  const shown = useShown(door);
  const camera = useCamera(cameraName, (texts) => door.see(texts, { isBusy: isUnlocking }));
  const { isCut } = useKeyboardWedge(door.enter, { isEnabled: !isUnlocking });
  useWakeLock();
  const answer = shown?.answer ?? null;

  // A touch is done with what is shown; the next guest is waiting.
  useEffect(() => {
    if (!answer) return;
    window.addEventListener("click", door.dismiss);
    return () => window.removeEventListener("click", door.dismiss);
  }, [answer, door]);

  return (
    <>
      <title>{`${event.title} · ${t.start}`}</title>
      <main inert={answer !== null} className="door-surface fixed inset-0 bg-black">
        <CameraView camera={camera}>
          <div className="absolute inset-x-0 top-0 bg-linear-to-b from-black/85 to-transparent px-6 pt-[max(1.5rem,env(safe-area-inset-top))] pb-16 text-center text-white">
            <h1 id="page-title" tabIndex={-1} className="text-2xl font-bold outline-none">
              {event.title}
            </h1>
            <p className="mt-2 text-xl">{t.holdUp}</p>
          </div>
          <PictureButton
            icon={Lock}
            label={t.unlock}
            onPress={() => setIsUnlocking(true)}
            className="absolute! end-3 bottom-3"
          />
          {isCut && !shown && <CameraNote>{codeCut}</CameraNote>}
        </CameraView>
      </main>
      {shown && answer && <GuestVerdict key={`${shown.id} ${answer.kind}`} answer={answer} />}
      <Suspense>
        {isUnlocking && (
          <UnlockKioskDialog
            onClose={() => setIsUnlocking(false)}
            onUnlocked={() => void navigate({ to: "/events/$eventId", params: { eventId: event.id } })}
          />
        )}
      </Suspense>
    </>
  );
}

function GuestVerdict({ answer }: { answer: Answer }) {
  const t = useText(kioskText);
  const { sentence } = useText(verdictText);
  if (answer.kind === "not_checked") return <NotCheckedPanel message={t.seeStaff} actions={null} />;
  const isGood = answer.verdict === "admitted" || answer.verdict === "left";
  return (
    <VerdictPanel
      verdict={answer.verdict}
      name={isGood ? (answer.name ?? undefined) : undefined}
      message={isGood ? sentence(answer) : t.seeStaff}
    />
  );
}
