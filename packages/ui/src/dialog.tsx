import { useText } from "@eventmaster/i18n/locale";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { fieldsText } from "./fields-text.ts";

export { DialogTrigger } from "react-aria-components";

export type DialogProps = {
  title: string;
  /** Leave out `isOpen` inside a `<DialogTrigger>`. */
  isOpen?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  children: ReactNode | ((dialog: { close: () => void }) => ReactNode);
  /** The row of buttons; on phones they are stacked, the first on top. */
  footer?: ReactNode | ((dialog: { close: () => void }) => ReactNode);
  size?: "small" | "medium" | "large" | undefined;
  /** "alertdialog" for a question that must be answered. */
  role?: "dialog" | "alertdialog" | undefined;
  /** false while something is being sent, so that a stray press does not lose it. */
  isDismissable?: boolean | undefined;
};

const widths = { small: "sm:max-w-md", medium: "sm:max-w-xl", large: "sm:max-w-3xl" } as const;

/** A modal dialog; on phones a sheet from the bottom, where thumbs are. */
export function Dialog({
  title,
  isOpen,
  onOpenChange,
  children,
  footer,
  size = "medium",
  role = "dialog",
  isDismissable = true,
}: DialogProps) {
  const t = useText(fieldsText);
  return (
    <ModalOverlay
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
      isDismissable={isDismissable && role === "dialog"}
      isKeyboardDismissDisabled={!isDismissable}
      className="fixed inset-x-0 top-0 z-40 flex h-(--visual-viewport-height) items-end justify-center bg-scrim data-entering:animate-fade sm:items-center sm:p-6"
    >
      <Modal
        className={classNames(
          "flex max-h-[92%] w-full flex-col rounded-t-sheet bg-raised text-ink shadow-overlay data-entering:animate-rise",
          "sm:max-h-full sm:rounded-sheet sm:data-entering:animate-arrive",
          widths[size],
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          {({ close }) => (
            <>
              <header className="flex items-start gap-4 px-5 pt-5 pb-3 sm:px-7 sm:pt-6">
                <Heading slot="title" className="min-w-0 grow pt-1.5 text-xl leading-tight font-bold">
                  {title}
                </Heading>
                {isDismissable && (
                  <IconButton icon={X} label={t.close} onPress={close} className="-me-2.5 text-ink-muted" />
                )}
              </header>
              <div className="min-h-0 overflow-y-auto overscroll-contain px-5 pb-5 sm:px-7">
                {typeof children === "function" ? children({ close }) : children}
              </div>
              {footer && (
                <footer className="flex flex-col gap-2.5 border-t border-line px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row-reverse sm:px-7 sm:pb-4">
                  {typeof footer === "function" ? footer({ close }) : footer}
                </footer>
              )}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
