import { useMemo } from "react";
import { classNames } from "./class-names.ts";
import { qrMatrix } from "./qr-matrix.ts";

export type QrCodeProps = {
  text: string;
  /** "Ticket code for Q1 All-Hands". */
  label: string;
  className?: string | undefined;
};

/** Black on white whatever the theme, its quiet zone included; as wide as it is allowed to be. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { size, path } = useMemo(() => qrMatrix(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={classNames("block aspect-square w-full bg-white [print-color-adjust:exact]", className)}
      // Forced colours and dark-mode extensions would turn it unreadable.
      style={{ forcedColorAdjust: "none", colorScheme: "only light" }}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
