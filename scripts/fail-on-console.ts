import { format } from "node:util";
import { afterAll, afterEach } from "vitest";

/**
 * A test that prints something unexpected fails: what it printed is either a fault or noise that hides one. A test that
 * expects output says so with `vi.spyOn(console, "error").mockImplementation(...)`, which takes this guard's place.
 */
const printed: string[] = [];

for (const method of ["error", "warn", "info", "log", "debug"] as const) {
  console[method] = (...parts: unknown[]) => {
    printed.push(`console.${method}: ${format(...parts)}`);
  };
}

function expectSilence(): void {
  const output = printed.splice(0);
  if (output.length > 0) throw new Error(`Unexpected console output:\n${output.join("\n")}`);
}

afterEach(expectSilence);
// What is printed while modules load, or after the last test.
afterAll(expectSilence);
