import { startEmbeddedServer } from "@eventmaster/db/embedded-server";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../src/context.ts";
import { registerForEvent } from "../src/registrations/register-for-event.ts";
import { startTestSystem } from "../src/testing/test-system.ts";

/**
 * What the mail costs its registration, as a ratio of medians: the same people register with it and, in turns, without, on a
 * database that syncs as in life (`--durability=on`, the default) and on one that does not, where only work counts. Decision 36
 * has what it prints.
 */
const registrations = 1200;

for (const durability of ["on", "off"] as const) {
  const dataDir = await mkdtemp(join(tmpdir(), "eventmaster-bench-"));
  const server = await startEmbeddedServer({ dataDir, durability });
  try {
    process.env["TEST_DATABASE_SERVER_URL"] = server.url;
    for (const atOnce of [1, 10]) await measure(durability, atOnce);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(durability: string, atOnce: number): Promise<void> {
  // Turns are short, so that what else the machine does meets both alike.
  const perRound = atOnce * 2;
  const rounds = registrations / perRound;
  const warmUp = 100 / perRound;
  const system = await startTestSystem({ max: atOnce });
  const organization = await system.makeOrganization();
  const organizer = await organization.makeUser("organizer");
  const silent = { ...system.jobs, add: () => Promise.resolve() };
  const withMail = (ctx: Context) => ctx;
  const withoutMail = (ctx: Context): Context => ({ ...ctx, jobs: silent });
  const times = { withMail: [] as number[], withoutMail: [] as number[] };
  const spans = { withMail: 0, withoutMail: 0 };
  const ratios: number[] = [];
  const makeEvent = () => organization.makeEvent(organizer, { capacity: 100_000 });
  const events = { withMail: await makeEvent(), withoutMail: await makeEvent() };
  for (let round = -warmUp; round < rounds; round++) {
    const people = await organization.makeUsers(perRound * 2);
    const turns =
      round % 2 === 0 ? (["withMail", "withoutMail"] as const) : (["withoutMail", "withMail"] as const);
    const of = { withMail: 0, withoutMail: 0 };
    for (const turn of turns) {
      const change = turn === "withMail" ? withMail : withoutMail;
      const waiting = people.splice(0, perRound);
      const begun = performance.now();
      const client = async () => {
        for (let person = waiting.pop(); person; person = waiting.pop()) {
          const start = performance.now();
          await registerForEvent(change(person.ctx()), { eventId: events[turn].id });
          if (round >= 0) times[turn].push(performance.now() - start);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, client));
      of[turn] = performance.now() - begun;
    }
    if (round < 0) continue;
    ratios.push(of.withMail / of.withoutMail);
    spans.withMail += of.withMail;
    spans.withoutMail += of.withoutMail;
  }
  const [one, other] = [median(times.withMail), median(times.withoutMail)];
  process.stdout.write(
    `syncs ${durability.padEnd(3)}  ${String(atOnce).padStart(2)} at once  ` +
      `with ${one.toFixed(2)} ms, without ${other.toFixed(2)} ms: ${(one / other).toFixed(3)} (medians); ` +
      `${median(ratios).toFixed(3)} (median of ${rounds} rounds), ${(spans.withMail / spans.withoutMail).toFixed(3)} (in all)\n`,
  );
  await system.close();
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
