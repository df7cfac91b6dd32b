import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { Menu } from "@eventmaster/ui/menu";
import { useRouter } from "@tanstack/react-router";
import { FileDown, FileSpreadsheet, IdCard } from "lucide-react";
import { attendeesFile, type AttendeesSearch, isFiltered } from "./attendees-search.ts";
import { filtersOf } from "./badges-search.ts";
import { attendeesText } from "./attendees-text.ts";

/** The list as a file, streamed by the server, and on paper. */
export function ExportMenu({ eventId, search }: { eventId: string; search: AttendeesSearch }) {
  const t = useText(attendeesText);
  const router = useRouter();
  const download = (ending: "csv" | "xlsx") => () =>
    window.location.assign(attendeesFile(eventId, ending, search));
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
        {
          id: "csv",
          label: isFiltered(search) ? t.exportCsvFiltered : t.exportCsv,
          icon: FileDown,
          onAction: download("csv"),
        },
        {
          id: "xlsx",
          label: isFiltered(search) ? t.exportExcelFiltered : t.exportExcel,
          icon: FileSpreadsheet,
          onAction: download("xlsx"),
        },
        {
          id: "badges",
          label: t.badges,
          icon: IdCard,
          startsGroup: true,
          onAction: () =>
            void router.navigate({
              to: "/manage/$eventId/badges",
              params: { eventId },
              search: filtersOf(search),
            }),
        },
      ]}
    />
  );
}
