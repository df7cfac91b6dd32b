import { useText } from "@eventmaster/i18n/locale";
import { NativeButton } from "@eventmaster/ui/native-button";
import { CameraOff } from "lucide-react";
import type { ReactNode } from "react";
import type { CameraProblem } from "./camera-problem.ts";
import { cameraText } from "./text.ts";
import type { Camera } from "./use-camera.ts";

/** The picture, edge to edge, with a frame to aim by; or why there is none. */
export function CameraView({ camera, children }: { camera: Camera; children?: ReactNode }) {
  const t = useText(cameraText);
  const { state, session } = camera;
  const { attach } = session;
  const isMirrored = state.status === "live" && state.abilities.facesUser;
  return (
    <div data-camera={state.status} className="absolute inset-0 overflow-hidden bg-black text-white">
      <video
        ref={attach}
        muted
        playsInline
        aria-label={t.picture}
        className={`size-full object-cover ${isMirrored ? "-scale-x-100" : ""} ${state.status === "live" ? "" : "invisible"}`}
      />
      {state.status === "starting" && (
        <p role="status" className="absolute inset-0 grid place-items-center text-lg font-medium">
          {t.starting}
        </p>
      )}
      {state.status === "live" && <AimFrame />}
      {state.status === "problem" && <Problem camera={camera} problem={state.problem} />}
      {children}
    </div>
  );
}

function AimFrame() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 100"
      fill="none"
      stroke="#fff"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="pointer-events-none absolute inset-x-0 top-21 bottom-5 m-auto aspect-square max-h-[min(calc(100%-6.5rem),20rem)] w-[62%] opacity-90 drop-shadow-[0_0_3px_rgb(0_0_0/0.7)]"
    >
      <path d="M3 20V11a8 8 0 0 1 8-8h9M80 3h9a8 8 0 0 1 8 8v9M97 80v9a8 8 0 0 1-8 8h-9M20 97h-9a8 8 0 0 1-8-8v-9" />
    </svg>
  );
}

function Problem({ camera, problem }: { camera: Camera; problem: CameraProblem }) {
  const t = useText(cameraText);
  const { title, advice } = t.problems[problem];
  return (
    <div
      role="status"
      className="absolute inset-0 flex flex-col items-center justify-center gap-3 overflow-y-auto px-6 pt-20 pb-4 text-center"
    >
      <CameraOff aria-hidden className="size-10 shrink-0 opacity-80" strokeWidth={1.5} />
      <h2 className="text-xl font-bold">{title}</h2>
      <p className="max-w-sm text-white/85">{advice}</p>
      {problem !== "insecure" && (
        <NativeButton variant="secondary" onPress={camera.session.retry}>
          {t.again}
        </NativeButton>
      )}
    </div>
  );
}
