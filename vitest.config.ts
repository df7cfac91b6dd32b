import { configDefaults, defineConfig } from "vitest/config";

const databaseServer = "./packages/db/src/test-server.ts";

/**
 * Places in the log of changes are those of a whole PostgreSQL cluster (decision 14): while another file writes, rows are told
 * twice, which is right and not what these files ask. They run when all others are done, one at a time.
 */
const changes = ["packages/core/src/check-in/get-roster.test.ts", "packages/core/src/live/live.test.ts"];

function project(name: string, directory: string, needs: { database?: boolean } = {}) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`${directory}/**/*.test.{ts,tsx}`],
      exclude: [...configDefaults.exclude, ...changes],
      ...(needs.database ? { globalSetup: [databaseServer] } : {}),
    },
  };
}

export default defineConfig({
  test: {
    environment: "node",
    setupFiles: ["./scripts/fail-on-console.ts"],
    // Vitest leaves one core free, which on two is half of the machine.
    maxWorkers: "100%",
    // To load the modules anew for each file took half of the time. What a file changes of the process, it puts back.
    isolate: false,
    // Argon2, real transactions and two cores: a test may have to wait for its turn.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      project("contract", "packages/contract/src"),
      project("admission", "packages/admission/src"),
      project("tickets", "packages/tickets/src"),
      project("db", "packages/db/src", { database: true }),
      project("core", "packages/core/src", { database: true }),
      project("api", "packages/api/src", { database: true }),
      project("client", "packages/client/src", { database: true }),
      project("i18n", "packages/i18n/src"),
      project("ui", "packages/ui/src"),
      project("server", "apps/server/src", { database: true }),
      project("web", "apps/web/src"),
      project("scanner", "apps/scanner/src", { database: true }),
      project("scripts", "scripts"),
      {
        extends: true,
        test: {
          name: "changes",
          include: changes,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          globalSetup: [databaseServer],
        },
      },
    ],
  },
});
