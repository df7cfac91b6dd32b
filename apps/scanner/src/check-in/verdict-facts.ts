import type { Decision } from "@eventmaster/admission/decide";
import type { CheckInResult } from "@eventmaster/contract/check-in";
import type { Verdict } from "@eventmaster/contract/verdicts";
import { dateFormat } from "@eventmaster/i18n/format";

/** What a verdict's sentence is made of besides the name: it is said in whatever language is spoken when it is read. */
export interface VerdictFacts {
  isReEntry: boolean;
  /** The event was called off: its tickets were not cancelled one by one. */
  isEventCancelled: boolean;
  admission: { at: number; by: string | null; checkPoint: string | null } | null;
  /** Milliseconds since 1970 of the verdict. */
  at: number;
  /** The event's; null where this device had no roster to tell. */
  timeZone: string | null;
}

export interface SaidVerdict {
  verdict: Verdict;
  name: string | null;
  /** The English sentence. */
  message: string;
  facts?: VerdictFacts | null | undefined;
}

type Place = Pick<VerdictFacts, "at" | "timeZone"> & { eventStatus?: string | undefined };

export function factsOf(
  { admission, isReEntry = false }: Pick<Decision, "admission" | "isReEntry">,
  { at, timeZone, eventStatus }: Place,
): VerdictFacts {
  return {
    isReEntry,
    isEventCancelled: eventStatus === "cancelled",
    admission: admission && {
      at: admission.admittedAt.getTime(),
      by: admission.admittedBy,
      checkPoint: admission.checkPoint,
    },
    at,
    timeZone,
  };
}

/** The server's answer as the same decision of this device would be. */
export function decisionIn({
  verdict,
  admission,
  isReEntry = false,
}: CheckInResult): Pick<Decision, "verdict" | "admission" | "isReEntry"> {
  const earlier = admission && {
    admittedAt: new Date(admission.admittedAt),
    admittedBy: admission.admittedBy,
    checkPoint: admission.checkInPoint,
    deviceId: admission.deviceId,
  };
  return { verdict, admission: earlier, isReEntry };
}

/** The sentences of a language; `name` is empty where none is known. */
export interface VerdictWords extends Record<Exclude<Verdict, keyof Spoken>, string>, Spoken {
  eventCancelled: string;
}

interface Spoken {
  admitted: (name: string, isReEntry: boolean) => string;
  left: (name: string) => string;
  /** `day` is empty for today, the others where they are not known. */
  already_admitted: (earlier: { day: string; time: string; point: string; by: string }) => string;
}

/** A verdict in a language other than English. What was kept before there were facts stays English. */
export function sayVerdict({ verdict, name, message, facts }: SaidVerdict, words: VerdictWords): string {
  if (!facts) return message;
  switch (verdict) {
    case "admitted":
      return words.admitted(name?.trim() ?? "", facts.isReEntry);
    case "left":
      return words.left(name?.trim() ?? "");
    case "already_admitted":
      return words.already_admitted(earlierOf(facts));
    case "cancelled":
      return facts.isEventCancelled ? words.eventCancelled : words.cancelled;
    default:
      return words[verdict];
  }
}

function earlierOf({ admission, at, timeZone }: VerdictFacts) {
  if (!admission) return { day: "", time: "", point: "", by: "" };
  const write = (options: Intl.DateTimeFormatOptions, moment: number) =>
    dateFormat({ ...(timeZone ? { timeZone } : {}), ...options }).format(moment);
  const isToday = write({ dateStyle: "short" }, admission.at) === write({ dateStyle: "short" }, at);
  return {
    day: isToday ? "" : write({ day: "numeric", month: "long" }, admission.at),
    time: write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, admission.at),
    point: admission.checkPoint?.trim() ?? "",
    by: admission.by?.trim() ?? "",
  };
}
