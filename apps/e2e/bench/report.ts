/** One line of what was measured. */
export function report(what: string, value: string | number): void {
  process.stdout.write(`${what.padEnd(52)} ${value}\n`);
}

function percentile(sorted: readonly number[], share: number): string {
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)} ms`;
}

/** How long something took, in milliseconds, over all its tries. */
export function reportTimes(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((one, other) => one - other);
  report(
    what,
    `p50 ${percentile(sorted, 0.5)}, p99 ${percentile(sorted, 0.99)}, most ${percentile(sorted, 1)} (${times.length})`,
  );
}
