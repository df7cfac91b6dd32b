import { useText } from "@eventmaster/i18n/locale";
import { Button } from "@eventmaster/ui/button";
import { buttonStyles } from "@eventmaster/ui/button-styles";
import { toast } from "@eventmaster/ui/toast";
import { Wallet } from "lucide-react";
import { sentenceOf } from "../../lib/failure.ts";
import { fileAddress } from "../../lib/organization.ts";
import { trpc } from "../../lib/trpc.ts";
import { registrationsText } from "./text.ts";

/** Names of products, the same in every language. */
const names = { apple: "Apple Wallet", google: "Google Wallet" };

/** One for each wallet that this system makes passes for; mostly none. */
export function WalletButtons({ registrationId }: { registrationId: string }) {
  const t = useText(registrationsText);
  const { data: options } = trpc.wallets.options.useQuery(undefined, { staleTime: Infinity });
  const link = trpc.wallets.googleLink.useMutation();
  const openGoogle = async () => {
    try {
      window.location.assign((await link.mutateAsync({ registrationId })).url);
    } catch (error) {
      toast.failure(t.noWallet, { description: sentenceOf(error) });
    }
  };
  return (
    <>
      {options?.apple && (
        <a
          href={fileAddress(`/api/v1/registrations/${registrationId}/ticket.pkpass`)}
          className={buttonStyles({ variant: "secondary" })}
        >
          <Wallet aria-hidden />
          {names.apple}
        </a>
      )}
      {options?.google && (
        <Button variant="secondary" isPending={link.isPending} onPress={() => void openGoogle()}>
          <Wallet aria-hidden />
          {names.google}
        </Button>
      )}
    </>
  );
}
