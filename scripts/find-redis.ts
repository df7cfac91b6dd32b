import { installWithApt, isProgram } from "./install-with-apt.ts";

/**
 * A redis-server for the test that shares rate limits through one: the one named by $REDIS_SERVER_PATH, the system's, or, as
 * root on Debian, one that apt installs now. Throws a sentence that says what to do.
 */
export function findRedis(): string {
  const { REDIS_SERVER_PATH: chosen } = process.env;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Error(`REDIS_SERVER_PATH is ${chosen}, which is not a program.`);
  }
  const found = findInstalled();
  if (found) return found;
  installWithApt("redis-server");
  const installed = findInstalled();
  if (installed) return installed;
  throw new Error(
    "The tests of rate limits need a redis-server: install one (on Debian: apt-get install redis-server) or set REDIS_SERVER_PATH.",
  );
}

function findInstalled(): string | undefined {
  return ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"].find(
    isProgram,
  );
}
