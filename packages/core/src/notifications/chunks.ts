/** So many people go in one job that mails to them. */
const chunk = 1000;

/** Many people in as many jobs as that takes. */
export function chunksOf<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / chunk) }, (_, index) =>
    values.slice(index * chunk, (index + 1) * chunk),
  );
}
