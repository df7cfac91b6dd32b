import { useText } from "@eventmaster/i18n/locale";
import { useRouter } from "@tanstack/react-router";
import { IdCard } from "lucide-react";
import { DownloadMenu } from "../lists/download-menu.tsx";
import { attendeesFile, type AttendeesSearch, isFiltered } from "./attendees-search.ts";
import { filtersOf } from "./badges-search.ts";
import { attendeesText } from "./attendees-text.ts";

/** The list as a file, and on paper. */
export function ExportMenu({ eventId, search }: { eventId: string; search: AttendeesSearch }) {
  const t = useText(attendeesText);
  const router = useRouter();
  return (
    <DownloadMenu
      fileOf={(ending) => attendeesFile(eventId, ending, search)}
      isFiltered={isFiltered(search)}
      others={[
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
