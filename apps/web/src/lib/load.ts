import { failureOf } from "./failure.ts";
import { recallTickets } from "./kept-tickets.ts";

interface Readable<Input, Output> {
  fetch(input: Input): Promise<Output>;
  getData(input: Input): Output | undefined;
}

/**
 * For loaders: what a page shows, fresh enough, before it is shown. Without a connection, what was read before is
 * better than nothing; the banner says that it may be old.
 */
export async function load<Input, Output>(procedure: Readable<Input, Output>, input: Input): Promise<Output> {
  try {
    return await procedure.fetch(input);
  } catch (error) {
    if (failureOf(error).code !== "network") throw error;
    if (procedure.getData(input) === undefined) recallTickets();
    const known = procedure.getData(input);
    if (known === undefined) throw error;
    return known;
  }
}
