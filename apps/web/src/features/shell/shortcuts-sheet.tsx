import { useText } from "@eventmaster/i18n/locale";
import { Dialog } from "@eventmaster/ui/dialog";
import { Switch } from "@eventmaster/ui/switch";
import { Fragment, useState } from "react";
import { paletteText } from "./palette-text.ts";
import { shellText } from "./text.ts";
import { singleKeysAreOff, turnSingleKeys } from "./use-shortcuts.ts";

type Name = keyof typeof paletteText.words.shortcutKeys;

const isApple = /mac|iphone|ipad/iu.test(navigator.userAgent);

const keys: [Name, ...string[]][] = [
  ["palette", isApple ? "⌘K" : "Ctrl K"],
  ["help", "?"],
  ["search", "/"],
  ["goHome", "g", "h"],
  ["goEvents", "g", "e"],
  ["goTickets", "g", "t"],
  ["goManage", "g", "m"],
  ["goAccount", "g", "a"],
  ["close", "Esc"],
];

export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const t = useText(paletteText);
  const { shortcuts } = useText(shellText);
  const [isOn, setIsOn] = useState(() => !singleKeysAreOff());
  return (
    <Dialog isOpen title={shortcuts} size="small" onOpenChange={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2.5">
        {keys.map(([name, ...pressed]) => (
          <Fragment key={name}>
            <dt>{t.shortcutKeys[name]}</dt>
            <dd className="flex items-center gap-1.5 text-sm text-ink-muted">
              {pressed.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && <span>{t.thenKey}</span>}
                  <kbd className="min-w-7 rounded-field border border-line-strong bg-sunken px-2 py-1 text-center font-mono text-ink">
                    {key}
                  </kbd>
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <div className="mt-6 border-t border-line pt-4">
        <Switch
          label={t.singleKeys}
          description={t.singleKeysHint}
          value={isOn}
          onChange={(next) => {
            turnSingleKeys(next);
            setIsOn(next);
          }}
        />
      </div>
    </Dialog>
  );
}
