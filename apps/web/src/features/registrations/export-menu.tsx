import { useText } from "@eventmaster/i18n/locale";
import { useRouter } from "@tanstack/react-router";
import { IdCard, ListChecks } from "lucide-react";
import { openFile } from "../../lib/open-file.ts";
import { DownloadMenu } from "../lists/download-menu.tsx";
import { attendeesFile, type AttendeesSearch, isFiltered } from "./attendees-search.ts";
import { filtersOf } from "./badges-search.ts";
import { attendeesText } from "./attendees-text.ts";

/** The list as a file, and on paper. */
export function ExportMenu({ eventId, search }: { eventId: string; search: AttendeesSearch }) {
  const t = useText(attendeesText);
  const router = useRouter();
  const print = (to: "/manage/$eventId/badges" | "/manage/$eventId/list") => () =>
    void router.navigate({ to, params: { eventId }, search: filtersOf(search) });
  return (
    <DownloadMenu
      onDownload={(ending) => openFile(attendeesFile(eventId, ending, search))}
      isPart={isFiltered(search)}
      others={[
        {
          id: "list",
          label: t.doorList,
          icon: ListChecks,
          startsGroup: true,
          onAction: print("/manage/$eventId/list"),
        },
        { id: "badges", label: t.badges, icon: IdCard, onAction: print("/manage/$eventId/badges") },
      ]}
    />
  );
}
