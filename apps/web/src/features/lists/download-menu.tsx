import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Menu, type MenuItem } from "@eventmaster/ui/menu";
import { toast } from "@eventmaster/ui/toast";
import { FileDown, FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "../../lib/failure.ts";
import { downloadText } from "./download-text.ts";

export type FileEnding = "csv" | "xlsx";

/** A list as a file: the whole of it, or what of it is looked for or selected. */
export function DownloadMenu({
  label,
  onDownload,
  isPart,
  size,
  others,
}: {
  /** Where "Export" alone would not say of what. */
  label?: string;
  onDownload: (ending: FileEnding) => Promise<void>;
  /** By filters, or of selected rows: then the words say so. */
  isPart: boolean;
  size?: "small";
  /** What else the list can become. */
  others?: MenuItem[];
}) {
  const t = useText(downloadText);
  const [isWorking, setIsWorking] = useState(false);
  const download = async (ending: FileEnding) => {
    setIsWorking(true);
    try {
      await onDownload(ending);
    } catch (error) {
      toast.failure(t.failed, { description: sentenceOf(error) });
    }
    setIsWorking(false);
  };
  return (
    <Menu
      label={label ?? t.export}
      trigger={
        <Button variant="secondary" isPending={isWorking} {...(size ? { size } : {})}>
          <FileDown aria-hidden />
          {label ?? t.export}
        </Button>
      }
      items={[
        {
          id: "csv",
          label: isPart ? t.csvPart : t.csv,
          icon: FileDown,
          onAction: () => void download("csv"),
        },
        {
          id: "xlsx",
          label: isPart ? t.excelPart : t.excel,
          icon: FileSpreadsheet,
          onAction: () => void download("xlsx"),
        },
        ...(others ?? []),
      ]}
    />
  );
}
