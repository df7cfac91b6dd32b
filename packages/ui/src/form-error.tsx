import { useText } from "@eventmaster/i18n/locale";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { fieldsText } from "./fields-text.ts";

/**
 * What is wrong with the form as a whole. Takes focus when it appears, so that nobody presses the
 * button again and wonders. With nothing to say it is not there.
 */
export function FormError({
  children,
  title,
  className,
}: {
  children: ReactNode;
  title?: string | undefined;
  className?: string | undefined;
}) {
  const t = useText(fieldsText);
  const box = useRef<HTMLDivElement>(null);
  const hasContent = Boolean(children);
  useEffect(() => {
    if (hasContent) box.current?.focus();
  }, [hasContent]);
  if (!hasContent) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className={classNames(
        "flex gap-3 rounded-card border border-negative/40 bg-negative-soft p-4 text-ink outline-none",
        className,
      )}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-negative" />
      <div className="min-w-0">
        <p className="font-semibold">{title ?? t.notSaved}</p>
        <div className="text-sm">{children}</div>
      </div>
    </div>
  );
}
