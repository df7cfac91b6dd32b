import { runServer } from "./run-server.ts";

/** The one server of most tests. */
export default async function startServer(): Promise<() => Promise<void>> {
  const server = await runServer();
  process.env["EVENTMASTER_URL"] = server.url;
  return server.remove;
}
