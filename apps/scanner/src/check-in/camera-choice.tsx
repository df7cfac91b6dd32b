import { useText } from "@eventmaster/i18n/locale";
import { IconButton } from "@eventmaster/ui/icon-button";
import { Menu } from "@eventmaster/ui/menu";
import { SwitchCamera } from "lucide-react";
import { cameraText } from "../camera/text.ts";
import type { Camera } from "../camera/use-camera.ts";
import { onPicture } from "./picture-button.tsx";

/** Which camera, where there are several. */
export function CameraChoice({
  camera: { session, cameras, state },
  onChoose,
}: {
  camera: Camera;
  onChoose: (name: string) => void;
}) {
  const t = useText(cameraText);
  const usedId = state.status === "live" ? state.cameraId : null;
  return (
    <Menu
      label={t.camera}
      trigger={<IconButton icon={SwitchCamera} label={t.choose} className={onPicture} />}
      items={cameras.map(({ id, name }) => ({
        id,
        label: name,
        description: id === usedId ? t.inUse : undefined,
        onAction: () => {
          session.choose(name);
          onChoose(name);
        },
      }))}
    />
  );
}
