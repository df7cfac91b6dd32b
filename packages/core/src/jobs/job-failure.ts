/** Why a job was not done. The message is kept with the job and logged: it names no person, no address and no link. */
export class JobFailure extends Error {
  override name = "JobFailure";
  /** Whether another attempt would be of no use: the job then goes to the dead letters at once. */
  readonly isFinal: boolean;

  constructor(message: string, { isFinal }: { isFinal: boolean }) {
    super(message);
    this.isFinal = isFinal;
  }
}
