import type { Event } from "@eventmaster/contract/events";
import { importModes, type ImportResult } from "@eventmaster/contract/registrations";
import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { FormError } from "@eventmaster/ui/form-error";
import { Page } from "@eventmaster/ui/page";
import { ProgressBar } from "@eventmaster/ui/progress-bar";
import { RadioGroup } from "@eventmaster/ui/radio-group";
import { toast } from "@eventmaster/ui/toast";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useEffect, useState } from "react";
import { uuidv7 } from "uuidv7";
import { sentenceOf } from "../../lib/failure.ts";
import { api, trpc } from "../../lib/trpc.ts";
import { attendeesText } from "./attendees-text.ts";
import { FileChoice } from "./file-choice.tsx";
import { ImportOutcome } from "./import-outcome.tsx";

const route = getRouteApi("/manage/$eventId/import");

type Mode = (typeof importModes)[number];

/** People from a file: checked first, shown what would come of it, and only then registered. */
export function ImportPage() {
  const t = useText(attendeesText);
  const { eventId } = route.useParams();
  const [event] = trpc.events.get.useSuspenseQuery({ eventId });
  return (
    <Page
      title={t.importTitle}
      documentTitle={`${t.importTitle} · ${event.title}`}
      subtitle={t.importNote}
      width="narrow"
      eyebrow={
        <Link
          to="/manage/$eventId/attendees"
          params={{ eventId }}
          className="inline-flex min-h-8 items-center gap-1.5 text-ink-muted no-underline hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {event.title}
        </Link>
      }
    >
      <Import event={event} />
    </Page>
  );
}

function Import({ event }: { event: Event }) {
  const t = useText(attendeesText);
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null);
  const [mode, setMode] = useState<Mode>("all_or_nothing");
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [done, setDone] = useState<ImportResult | null>(null);
  const [problem, setProblem] = useState<string>();
  const [work, setWork] = useState<"checking" | "importing" | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  // A short one is over before it is worth asking how far it is.
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (work !== "importing") return;
    const timer = setTimeout(() => setIsLong(true), 1500);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [work]);
  const { data: progress } = trpc.registrations.importProgress.useQuery(
    { eventId: event.id, importId: lastId ?? "" },
    { enabled: isLong && lastId !== null, refetchInterval: 700, retry: false, staleTime: 0 },
  );
  const importPeople = trpc.registrations.import.useMutation();

  const check = async (chosen: { name: string; csv: string }) => {
    setFile(chosen);
    setLastId(null);
    setPreview(null);
    setDone(null);
    setProblem(undefined);
    setWork("checking");
    try {
      setPreview(
        await importPeople.mutateAsync({
          eventId: event.id,
          csv: chosen.csv,
          mode: "valid_rows",
          dryRun: true,
        }),
      );
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setWork(null);
  };

  const apply = async () => {
    if (!file) return;
    // Sent again after a lost answer, the same id is the same import.
    const importId = lastId ?? uuidv7();
    setLastId(importId);
    setProblem(undefined);
    setWork("importing");
    try {
      const result = await importPeople.mutateAsync({ eventId: event.id, csv: file.csv, mode, importId });
      setLastId(null);
      if (result.isApplied) {
        setDone(result);
        toast.success(t.imported(result.registered));
      } else setPreview(result);
      await Promise.all([api.registrations.invalidate(), api.events.invalidate(), api.reports.invalidate()]);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setWork(null);
  };

  if (done)
    return (
      <>
        <ImportOutcome result={done} />
        <div className="mt-8 flex flex-wrap gap-2.5">
          <Link to="/manage/$eventId/attendees" params={{ eventId: event.id }} className={buttonStyles()}>
            {t.toAttendees}
          </Link>
          <Button
            variant="secondary"
            onPress={() => {
              setDone(null);
              setPreview(null);
              setFile(null);
            }}
          >
            {t.importAnother}
          </Button>
        </div>
      </>
    );
  const blocks = preview !== null && preview.errorCount > 0 && mode === "all_or_nothing";
  return (
    <div className="flex flex-col gap-6">
      <FileChoice
        fileName={file?.name ?? null}
        isDisabled={work !== null}
        onChoose={(chosen) => void check(chosen)}
      />
      <FormError title={t.notImported}>{problem}</FormError>
      {work === "checking" && <ProgressBar label={t.checking} />}
      {work === "importing" && (
        <ProgressBar
          label={t.importing}
          value={progress?.done}
          max={progress?.total}
          note={progress && t.ofRows(progress.done, progress.total)}
        />
      )}
      {preview && !work && (
        <>
          <ImportOutcome result={preview} />
          {preview.errorCount > 0 && (
            <RadioGroup
              label={t.mode}
              options={importModes.map((value) => ({ value, label: t.modes[value] }))}
              value={mode}
              onChange={setMode}
            />
          )}
          {preview.registered === 0 ? (
            <p className="font-semibold">{t.nothingToImport}</p>
          ) : (
            <Button size="large" className="self-start" isDisabled={blocks} onPress={() => void apply()}>
              {t.doImport(preview.registered)}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
