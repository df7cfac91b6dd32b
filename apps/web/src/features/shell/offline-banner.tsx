import { useText } from "@eventmaster/i18n/locale";
import { Banner } from "@eventmaster/ui/app-shell";
import { CloudOff } from "lucide-react";
import { shellText } from "./text.ts";
import { useOnline } from "@eventmaster/ui/use-online";

export function OfflineBanner() {
  const t = useText(shellText);
  if (useOnline()) return null;
  return <Banner icon={CloudOff}>{t.offline}</Banner>;
}
