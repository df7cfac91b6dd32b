import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { attendeesText } from "./attendees-text.ts";
import { decodeText } from "./decode-file.ts";

const maxBytes = 20_000_000;

/** A CSV file by button or by dropping it; what is no text is refused before anything is sent. */
export function FileChoice({
  fileName,
  isDisabled,
  onChoose,
}: {
  fileName: string | null;
  isDisabled: boolean;
  onChoose: (file: { name: string; csv: string }) => void;
}) {
  const t = useText(attendeesText);
  const [problem, setProblem] = useState<string>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > maxBytes) return setProblem(t.tooLarge);
    const csv = await file.arrayBuffer().then(decodeText, () => null);
    if (csv === null) return setProblem(t.notText);
    if (csv.trim() === "") return setProblem(t.emptyFile);
    setProblem(undefined);
    onChoose({ name: file.name, csv });
  };
  return (
    <DropZone
      aria-label={t.chooseFile}
      isDisabled={isDisabled}
      onDrop={(event) => {
        const item = event.items.find(isFileDropItem);
        if (item) void item.getFile().then(read);
      }}
      className="rounded-card border-2 border-dashed border-line-strong/60 bg-raised p-6 text-center data-drop-target:border-accent data-drop-target:bg-accent-soft"
    >
      <div className="flex flex-wrap items-center justify-center gap-3">
        <FileTrigger
          acceptedFileTypes={["text/csv", ".csv", "text/plain"]}
          onSelect={(files) => void read(files?.[0])}
        >
          <Button variant={fileName ? "secondary" : "primary"} isDisabled={isDisabled}>
            <FileUp aria-hidden />
            {fileName ? t.otherFile : t.chooseFile}
          </Button>
        </FileTrigger>
        <span className="text-ink-muted">{fileName ?? t.dropHere}</span>
      </div>
      {problem && (
        <p role="alert" className="mt-3 font-semibold text-negative">
          {problem}
        </p>
      )}
      {!fileName && (
        <>
          <p className="mt-5 text-sm text-ink-muted">{t.example}</p>
          <pre className="mt-1 inline-block rounded-field bg-sunken px-4 py-2 text-start font-mono text-sm">
            {t.exampleRows}
          </pre>
        </>
      )}
    </DropZone>
  );
}
