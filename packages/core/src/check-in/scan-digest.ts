import type { ScanDirection } from "@eventmaster/admission/decide";
import { createHash } from "node:crypto";

/** What makes a scan this scan and not another that has its id by mistake (invariant 4). */
export function scanDigest(
  what: { code: string } | { email: string },
  pointId: string,
  direction: ScanDirection,
): string {
  const said = "code" in what ? ["code", what.code.trim()] : ["walk-in", what.email.trim().toLowerCase()];
  return createHash("sha256")
    .update(JSON.stringify([...said, pointId, direction]))
    .digest("base64url");
}
