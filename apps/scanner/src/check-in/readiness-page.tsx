import type { Me } from "@eventmaster/contract/accounts";
import type { DoorEvent } from "@eventmaster/contract/check-in";
import { formatNumber } from "@eventmaster/i18n/format";
import { textOf, useText } from "@eventmaster/i18n/locale";
import { Button, buttonStyles } from "@eventmaster/ui/button";
import { LanguageChoice } from "@eventmaster/ui/language-choice";
import { Page } from "@eventmaster/ui/page";
import { TextField } from "@eventmaster/ui/text-field";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { type ReactNode, useState } from "react";
import { openCamera } from "../camera/open-camera.ts";
import { switchLocale } from "../i18n/switch-locale.ts";
import { pagesText } from "../pages-text.ts";
import { BackToDoor } from "./back-to-door.tsx";
import { deviceName, longestName, useDeviceName, useDeviceSetting } from "./device-settings.ts";
import { deviceText } from "./device-text.ts";
import type { OpenDoor } from "./open-door.ts";
import { allowSound, playSignal } from "./play-signal.ts";
import {
  type DeviceFacts,
  type Finding,
  type Level,
  overallLevel,
  type ReadinessItem,
  readinessItems,
  readinessOf,
} from "./readiness.ts";
import { readinessText } from "./readiness-text.ts";
import { seatsKeptFromInWords } from "./seats-kept-from.ts";
import { StartKioskDialog } from "./start-kiosk-dialog.tsx";
import { useDeviceFacts } from "./use-device-facts.ts";

const marks = { good: CircleCheck, warn: Info, bad: CircleAlert };
const tones: Record<Level, string> = { good: "text-positive", warn: "text-caution", bad: "text-negative" };
const grounds: Record<Level, string> = {
  good: "bg-positive-soft",
  warn: "bg-caution-soft",
  bad: "bg-negative-soft",
};

interface ReadinessPageProps {
  event: DoorEvent;
  me: Me;
  open: OpenDoor;
}

/** Whether this device can run the door now, and what to do if not. */
export function ReadinessPage({ event, me, open }: ReadinessPageProps) {
  const t = useText(readinessText);
  const { site } = useText(pagesText);
  const [isStartingKiosk, setIsStartingKiosk] = useState(false);
  const { facts, look } = useDeviceFacts(open, me);
  const findings = readinessOf(facts);
  const level = overallLevel(findings);
  const Mark = marks[level];
  return (
    <main>
      <Page title={t.title} siteName={site} width="narrow" eyebrow={<BackToDoor event={event} />}>
        <p
          role="status"
          className={`mb-6 flex items-center gap-3 rounded-card p-4 text-xl font-bold ${grounds[level]}`}
        >
          <Mark aria-hidden className={`size-7 shrink-0 ${tones[level]}`} />
          {t.overall[level]}
        </p>
        <ul className="divide-y divide-line border-y border-line">
          {readinessItems.map((item) => (
            <li key={item} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
              <Row
                item={item}
                finding={findings[item]}
                sentence={sentenceOf(item, findings[item], facts, { me, event, open })}
              />
              <Act item={item} finding={findings[item]} open={open} look={look} />
            </li>
          ))}
        </ul>
        <DeviceNameField me={me} onSettled={open.attendance.report} />
        <div className="mt-6">
          <LanguageChoice onChoose={switchLocale} />
        </div>
        <div className="mt-8 flex flex-wrap gap-3">
          <Link to="/events/$eventId" params={{ eventId: event.id }} className={buttonStyles()}>
            {t.toTheDoor}
          </Link>
          <Button variant="secondary" onPress={() => setIsStartingKiosk(true)}>
            {t.kiosk}
          </Button>
        </div>
      </Page>
      {isStartingKiosk && (
        <StartKioskDialog eventId={event.id} me={me} onClose={() => setIsStartingKiosk(false)} />
      )}
    </main>
  );
}

/** What the organizer calls this device by. */
function DeviceNameField({ me, onSettled }: { me: Me; onSettled: () => void }) {
  const t = useText(deviceText);
  const [name, setName] = useDeviceName();
  const known = name ?? deviceName(me.displayName);
  const [typed, setTyped] = useState(known);
  const settle = () => {
    const next = typed.trim().slice(0, longestName);
    if (next === "" || next === known) return;
    setName(next);
    onSettled();
  };
  return (
    <TextField
      label={t.label}
      description={t.hint}
      className="mt-6"
      maxLength={longestName}
      value={typed}
      onChange={setTyped}
      onBlur={settle}
    />
  );
}

function Row({ item, finding, sentence }: { item: ReadinessItem; finding: Finding; sentence: string }) {
  const t = useText(readinessText);
  const Mark = marks[finding.level];
  return (
    <>
      <Mark aria-hidden className={`size-6 shrink-0 ${tones[finding.level]}`} />
      <div className="min-w-0 flex-1 basis-52">
        <h2 className="font-semibold">
          {t.items[item]} <span className="sr-only">{t.levels[finding.level]}</span>
        </h2>
        <p className="text-sm text-ink-muted">{sentence}</p>
      </div>
    </>
  );
}

/** The sentence that a finding names, with its number. */
function sentenceOf(
  item: ReadinessItem,
  finding: Finding,
  facts: DeviceFacts,
  page: ReadinessPageProps,
): string {
  const t = textOf(readinessText);
  const sentences: Record<string, (detail: string) => string> = t[item];
  return sentences[finding.what]?.(detailOf(item, finding, facts, page)) ?? "";
}

function detailOf(
  item: ReadinessItem,
  finding: Finding,
  facts: DeviceFacts,
  { me, event, open }: ReadinessPageProps,
): string {
  switch (item) {
    case "session":
      return me.displayName;
    case "link":
      return formatNumber(Math.round(open.device.link.latencyMs() ?? 0));
    case "roster":
      return formatNumber(facts.ticketsHere);
    case "storage":
      return facts.freeBytes === null
        ? ""
        : textOf(readinessText).free(Math.round(facts.freeBytes / 1_000_000));
    case "clock":
      return formatNumber(Math.round(Math.abs(facts.clockOffsetMs ?? 0) / 60_000));
    case "scans":
      return formatNumber(facts.waiting);
    case "seats":
      return finding.what === "not_yet" ? seatsKeptFromInWords(event) : formatNumber(facts.seats);
    default:
      return "";
  }
}

interface ActProps {
  item: ReadinessItem;
  finding: Finding;
  open: OpenDoor;
  look: () => void;
}

/** What can be done about it here. */
function Act({ item, finding, open, look }: ActProps): ReactNode {
  const t = useText(readinessText);
  const [, setMuted] = useDeviceSetting("muted");
  const button = (label: string, act: () => void) => (
    <Button size="small" variant="secondary" onPress={act}>
      {label}
    </Button>
  );
  if (item === "roster" && finding.what !== "complete") return button(t.loadAgain, open.keeper.pull);
  if (item === "storage" && finding.what === "not_persistent")
    return button(t.keepStorage, () => void navigator.storage.persist().then(look, look));
  if (item === "camera" && finding.what === "not_tried")
    return button(t.tryCamera, () => void tryCamera().then(look));
  if (item === "sound" && finding.what === "muted") return button(t.turnOn, () => setMuted("no"));
  if (item === "sound")
    return button(t.trySound, () => {
      allowSound();
      playSignal("admitted", { isMuted: false });
      look();
    });
  if (item === "scans" && finding.level !== "good")
    return (
      <Link
        to="/events/$eventId/log"
        params={{ eventId: open.eventId }}
        className={buttonStyles({ size: "small", variant: "secondary" })}
      >
        {t.openLog}
      </Link>
    );
  return null;
}

/** Opens it and lets it go: the browser asks whether it may. */
async function tryCamera(): Promise<void> {
  try {
    const stream = await openCamera(null);
    for (const track of stream.getTracks()) track.stop();
  } catch {
    // The next look finds out why.
  }
}
