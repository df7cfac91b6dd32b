import type { DoorEvent } from "@eventmaster/contract/check-in";
import { formatNumber } from "@eventmaster/i18n/format";
import { useText } from "@eventmaster/i18n/locale";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Flashlight, FlashlightOff, Volume2, VolumeX } from "lucide-react";
import { lazy, Suspense } from "react";
import { cameraText } from "../camera/text.ts";
import type { Camera } from "../camera/use-camera.ts";
import { PictureButton } from "./picture-button.tsx";
import { doorText } from "./text.ts";

// Most phones at a door never change it.
const CameraChoice = lazy(async () => ({ default: (await import("./camera-choice.tsx")).CameraChoice }));

export interface CameraToolbarProps {
  event: DoorEvent;
  camera: Camera;
  onChooseCamera: (name: string) => void;
  isMuted: boolean;
  onMute: (mute: boolean) => void;
}

/** Over the picture: which event, how many are in, and what the camera can do. */
export function CameraToolbar({ event, camera, onChooseCamera, isMuted, onMute }: CameraToolbarProps) {
  const t = useText(doorText);
  const c = useText(cameraText);
  const { session, cameras } = camera;
  const live = camera.state.status === "live" ? camera.state : null;
  const zoom = live?.abilities.zoom;
  return (
    <>
      <header className="absolute inset-x-0 top-0 flex items-start gap-1 bg-linear-to-b from-black/80 via-black/55 to-transparent px-1.5 pt-[max(0.375rem,env(safe-area-inset-top))] pb-8 text-white">
        <Link
          to="/"
          aria-label={t.chooseAnother}
          className="grid size-11 shrink-0 place-items-center rounded-field text-white hover:bg-white/20"
        >
          <ArrowLeft aria-hidden className="size-5.5" />
        </Link>
        <div className="min-w-0 grow pt-1">
          <h1 id="page-title" tabIndex={-1} className="line-clamp-2 leading-tight font-bold outline-none">
            {event.title}
          </h1>
          <p className="mt-0.5 text-sm tabular-nums">
            <strong>{formatNumber(event.checkedInCount)}</strong> {t.admittedOf.of}{" "}
            <strong>{formatNumber(event.registeredCount)}</strong> {t.admittedOf.admitted}
          </p>
        </div>
        {live?.abilities.hasTorch && (
          <PictureButton
            icon={live.isTorchOn ? FlashlightOff : Flashlight}
            label={live.isTorchOn ? c.lightOff : c.lightOn}
            onPress={session.toggleTorch}
          />
        )}
        {cameras.length > 1 && (
          <Suspense fallback={<span className="size-11" />}>
            <CameraChoice camera={camera} onChoose={onChooseCamera} />
          </Suspense>
        )}
        <PictureButton
          icon={isMuted ? VolumeX : Volume2}
          label={isMuted ? t.soundOn : t.soundOff}
          onPress={() => onMute(!isMuted)}
        />
      </header>
      {live && zoom && (
        <input
          type="range"
          aria-label={c.zoom}
          min={zoom.min}
          max={zoom.max}
          step={zoom.step}
          value={live.zoom}
          onChange={(changed) => session.changeZoom(Number(changed.target.value))}
          className="absolute inset-x-0 bottom-4 mx-auto h-11 w-56 max-w-[70%] accent-white"
        />
      )}
    </>
  );
}
