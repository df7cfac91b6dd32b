/** Whom a limit counts: the address (IPv6 by its /64), the person (their address while not signed in), or an email from an address. */
export const limitSubjects = ["ip", "user", "ip+email"] as const;
export type LimitSubject = (typeof limitSubjects)[number];

export interface RateLimit {
  points: number;
  seconds: number;
  per: LimitSubject;
  /**
   * Every so many requests ask the shared store; the ones between are counted in the process alone. 1 is exact, more is
   * for limits that are far above what a person does, and spares the hot path the round trip.
   */
  every: number;
  /** A request that succeeds was no guess, and the count begins afresh. */
  isForgivenBySuccess?: boolean;
}

const minute = 60;

/**
 * The one table of limits (seed, Security 7). `reads` and `writes` hold for every procedure; a procedure that needs a
 * stricter one names it beside its action.
 */
export const rateLimits = {
  /** Far above what a person does, and what a hall full of people behind one address reads without logging in. */
  reads: { points: 3000, seconds: minute, per: "user", every: 20 },
  writes: { points: 600, seconds: minute, per: "user", every: 20 },

  /** Guessing one person's password. */
  logIn: { points: 10, seconds: 5 * minute, per: "ip+email", every: 1, isForgivenBySuccess: true },
  /** Trying one password on many people. */
  logInFromAddress: { points: 300, seconds: 5 * minute, per: "ip", every: 1 },
  signUp: { points: 100, seconds: 60 * minute, per: "ip", every: 1 },
  forgotPassword: { points: 3, seconds: 15 * minute, per: "ip+email", every: 1 },
  forgotPasswordFromAddress: { points: 50, seconds: 60 * minute, per: "ip", every: 1 },
  /** Trying out the tokens of mails. */
  proof: { points: 30, seconds: 15 * minute, per: "ip", every: 1 },
  /** Guessing the password at a session that was left open. */
  confirmPassword: { points: 10, seconds: 15 * minute, per: "user", every: 1, isForgivenBySuccess: true },
  resendVerification: { points: 3, seconds: 15 * minute, per: "user", every: 1 },
  /** A mail to an address that somebody typed: the password, which is theirs, is no hindrance to that. */
  changeEmail: { points: 5, seconds: 60 * minute, per: "user", every: 1 },
  invite: { points: 60, seconds: 60 * minute, per: "user", every: 1 },
  approve: { points: 10, seconds: minute, per: "user", every: 1 },
  /** Half a minute's work each, for large files. */
  import: { points: 30, seconds: 5 * minute, per: "user", every: 1 },
  /** Reads much; a page that shows it live asks every few seconds. */
  report: { points: 60, seconds: minute, per: "user", every: 1 },
  /** A device that was offline for a day hands in some thousand scans, 500 at a time; a hall of them is behind one address. */
  handIn: { points: 600, seconds: 10 * minute, per: "ip", every: 1 },
  /** A ticket's PDF is drawn anew each time. */
  printTicket: { points: 30, seconds: minute, per: "user", every: 1 },
  /** Sends something to an address that somebody typed. */
  sendWebhook: { points: 30, seconds: 10 * minute, per: "user", every: 1 },
  /** Reads a whole list, which may be long. */
  export: { points: 20, seconds: 10 * minute, per: "user", every: 1 },
  /** 500 tickets each by mail: an event of ten thousand once an hour. */
  resendTickets: { points: 20, seconds: 60 * minute, per: "user", every: 1 },
  /** One person after the other by hand, each of whom is mailed. */
  registerPerson: { points: 120, seconds: 10 * minute, per: "user", every: 1 },
  /** 500 people each, who are mailed of it: an event of ten thousand cancelled, taken back and cancelled again. */
  cancelOthers: { points: 60, seconds: 60 * minute, per: "user", every: 1 },
  /** Mails to a crowd. */
  message: { points: 10, seconds: 60 * minute, per: "user", every: 1 },
  previewMessage: { points: 60, seconds: minute, per: "user", every: 1 },
  downloadMyData: { points: 5, seconds: 10 * minute, per: "user", every: 1 },
} as const satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof rateLimits;
