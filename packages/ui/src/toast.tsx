import { useText } from "@eventmaster/i18n/locale";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as AriaToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { fieldsText } from "./fields-text.ts";

type Tone = "success" | "failure" | "info";

export type ToastOptions = {
  description?: string | undefined;
  /** One thing to do about it: "Undo", "Try again". */
  action?: { label: string; onAction: () => void } | undefined;
  /** Where the act can be done for a while only; a pointer or the focus on it stops the clock. */
  seconds?: number | undefined;
};

type ToastContent = ToastOptions & { tone: Tone; title: string };

const queue = new AriaToastQueue<ToastContent>({ maxVisibleToasts: 3 });

function show(tone: Tone, title: string, options: ToastOptions = {}): () => void {
  // The same failure twice is one failure: a second copy tells nobody anything.
  const twin = queue.visibleToasts.find(({ content }) => content.tone === tone && content.title === title);
  if (twin) queue.close(twin.key);
  // What went wrong, and what offers an act, stays until it is read and dismissed.
  const isLasting = tone === "failure" || options.action !== undefined;
  const seconds = options.seconds ?? (isLasting ? undefined : 6);
  const key = queue.add(
    { tone, title, ...options },
    seconds === undefined ? {} : { timeout: seconds * 1000 },
  );
  return () => queue.close(key);
}

/** Each returns a function that takes the toast away. */
export const toast = {
  success: (title: string, options?: ToastOptions) => show("success", title, options),
  failure: (title: string, options?: ToastOptions) => show("failure", title, options),
  info: (title: string, options?: ToastOptions) => show("info", title, options),
  clear: () => queue.clear(),
};

/** The same as `toast`, for those who prefer a hook. */
export function useToast(): typeof toast {
  return toast;
}

const marks = { success: CircleCheck, failure: CircleAlert, info: Info } as const;
const markColours = { success: "text-positive", failure: "text-negative", info: "text-accent" } as const;

/** Once, at the root of the app. */
export function ToastRegion() {
  const t = useText(fieldsText);
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={t.messages}
      className="no-print fixed inset-x-3 bottom-[calc(env(safe-area-inset-bottom)+var(--tab-bar-height,0px)+0.75rem)] z-50 flex flex-col-reverse gap-2.5 outline-none sm:end-6 sm:bottom-6 sm:start-auto sm:w-96"
    >
      {({ toast: queued }) => {
        const { tone, title, description, action } = queued.content;
        const Mark = marks[tone];
        return (
          <AriaToast
            toast={queued}
            className="flex animate-arrive items-start gap-3 rounded-card border border-line bg-raised py-2 pe-1.5 ps-4 text-ink shadow-overlay"
          >
            <Mark aria-hidden className={classNames("mt-2.5 size-5.5 shrink-0", markColours[tone])} />
            <AriaToastContent
              className="min-w-0 grow py-2"
              // A failure may interrupt; good news waits its turn.
              render={(props) => <div {...props} role={tone === "failure" ? "alert" : "status"} />}
            >
              <Text slot="title" className="block font-semibold">
                {title}
              </Text>
              {description && (
                <Text slot="description" className="block text-sm text-ink-muted">
                  {description}
                </Text>
              )}
              {action && (
                <AriaButton
                  className="-ms-2 mt-1 min-h-9 cursor-pointer rounded-field px-2 text-sm font-semibold text-accent hover:bg-accent-soft"
                  onPress={() => {
                    action.onAction();
                    queue.close(queued.key);
                  }}
                >
                  {action.label}
                </AriaButton>
              )}
            </AriaToastContent>
            <AriaButton
              slot="close"
              aria-label={t.dismiss}
              className="grid size-11 shrink-0 cursor-pointer place-items-center rounded-field text-ink-muted hover:text-ink"
            >
              <X aria-hidden className="size-4.5" />
            </AriaButton>
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
