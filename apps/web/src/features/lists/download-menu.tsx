import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Menu, type MenuItem } from "@eventmaster/ui/menu";
import { FileDown, FileSpreadsheet } from "lucide-react";
import { downloadText } from "./download-text.ts";

/** The whole list as a file, streamed by the server, by the filters that one sees it with. */
export function DownloadMenu({
  fileOf,
  isFiltered,
  others,
}: {
  /** Where the file is. */
  fileOf: (ending: "csv" | "xlsx") => string;
  isFiltered: boolean;
  /** What else the list can become. */
  others?: MenuItem[];
}) {
  const t = useText(downloadText);
  const download = (ending: "csv" | "xlsx") => () => window.location.assign(fileOf(ending));
  return (
    <Menu
      label={t.export}
      trigger={
        <Button variant="secondary">
          <FileDown aria-hidden />
          {t.export}
        </Button>
      }
      items={[
        { id: "csv", label: isFiltered ? t.csvFiltered : t.csv, icon: FileDown, onAction: download("csv") },
        {
          id: "xlsx",
          label: isFiltered ? t.excelFiltered : t.excel,
          icon: FileSpreadsheet,
          onAction: download("xlsx"),
        },
        ...(others ?? []),
      ]}
    />
  );
}
