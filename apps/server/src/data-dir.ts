import { access, constants, mkdir } from "node:fs/promises";
import { StartError } from "./start-error.ts";

/** Makes the folder of DATA_DIR when it is missing. @throws StartError when it cannot be used */
export async function openDataDir(dataDir: string): Promise<void> {
  try {
    // Node's own recursive mkdir never comes back from some pseudo file systems.
    if (dataDir.startsWith("/proc/") || dataDir.startsWith("/sys/"))
      throw new Error("nothing can be kept there");
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new StartError(
      `DATA_DIR ${dataDir} cannot be used as a folder: ${reason.replace(/^Error: /u, "")}.`,
      {
        cause: error,
      },
    );
  }
}
