/** For so long after it one's own cancellation can be taken back. */
export const undoCancellationSeconds = 30;
