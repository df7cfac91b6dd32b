import { Banner } from "@eventmaster/ui/app-shell";
import { CloudOff } from "lucide-react";
import { useOnline } from "../../lib/use-online.ts";

export function OfflineBanner() {
  if (useOnline()) return null;
  return (
    <Banner icon={CloudOff}>You are offline. What you see may be old, and nothing can be changed.</Banner>
  );
}
