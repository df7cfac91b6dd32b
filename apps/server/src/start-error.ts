/** Why the server cannot start, as one sentence for the person at the terminal: printed without a stack trace. */
export class StartError extends Error {
  override name = "StartError";
}
