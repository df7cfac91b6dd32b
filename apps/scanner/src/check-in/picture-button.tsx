import type { LucideIcon } from "lucide-react";

/** On the picture, in either theme. */
export const onPicture = "text-white! hover:bg-white/20! data-pressed:bg-white/20!";

/** A square on the camera's picture; the browser's own button, because the door waits for no library. */
export function PictureButton({
  icon: Icon,
  label,
  onPress,
  className = "",
}: {
  icon: LucideIcon;
  label: string;
  onPress: () => void;
  className?: string;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className={`grid size-11 shrink-0 cursor-pointer place-items-center rounded-field active:bg-white/20 ${onPicture} ${className}`}
    >
      <Icon aria-hidden className="size-5.5" />
    </button>
  );
}
