import { join } from "node:path";
import { runServer } from "./run-server.ts";

/** The one server of most tests. */
export default async function startServer(): Promise<() => Promise<void>> {
  const server = await runServer();
  process.env["EVENTMASTER_URL"] = server.url;
  process.env["EVENTMASTER_OUTBOX"] = join(server.dataDir, "outbox");
  return server.remove;
}
