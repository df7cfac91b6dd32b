import { useText } from "@eventmaster/i18n/locale";
import { toast } from "@eventmaster/ui/toast";
import { useRouter } from "@tanstack/react-router";
import { sentenceOf } from "../../lib/failure.ts";
import { trpc } from "../../lib/trpc.ts";
import { shellText } from "../shell/text.ts";
import { changeOrganization } from "./change-session.ts";

/** Goes on in another of one's organizations, or says why not. */
export function useSwitchOrganization(): (id: string) => Promise<void> {
  const t = useText(shellText);
  const router = useRouter();
  const change = trpc.organizations.switch.useMutation();
  return async (id) => {
    try {
      await changeOrganization(router, await change.mutateAsync({ organization: id }));
    } catch (error) {
      toast.failure(t.switchFailed, { description: sentenceOf(error) });
    }
  };
}
