import { type ParsedMail, simpleParser } from "mailparser";
import { once } from "node:events";
import { SMTPServer } from "smtp-server";

/** What the server says to a mail: nothing is "accepted", a code is a refusal, `silence` leaves the sender waiting, and so does "accepted unheard", though the mail is taken. */
type Answer = "accepted" | 451 | 550 | "silence" | "accepted unheard";

export interface MailServer {
  url: string;
  /** What it accepted, in order. */
  received: ParsedMail[];
  /** How often somebody tried to hand over a mail. */
  attempts(): number;
  /** Resolves once it has accepted so many. */
  untilReceived(count: number): Promise<void>;
  /** Resolves once somebody has tried so often. */
  untilAttempts(count: number): Promise<void>;
  close: () => Promise<void>;
}

/** A real SMTP server on loopback that parses what it gets. `answer` decides by the number of the attempt, from 1. */
export async function startMailServer(
  answer: (attempt: number) => Answer = () => "accepted",
  /** What it says to a recipient: the whole answer of a refusal, such as `550 5.1.1 No such user`. */
  refuseRecipient: (address: string) => string | null = () => null,
): Promise<MailServer> {
  const received: ParsedMail[] = [];
  let attempts = 0;
  let changed = Promise.withResolvers<void>();
  const announce = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const until = async (isReached: () => boolean) => {
    while (!isReached()) await changed.promise;
  };

  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    closeTimeout: 50,
    onRcptTo({ address }, _session, done) {
      const refusal = refuseRecipient(address);
      if (refusal === null) done();
      else done(Object.assign(new Error(refusal.slice(4)), { responseCode: Number(refusal.slice(0, 3)) }));
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        const said = answer(++attempts);
        if (said === "accepted" || said === "accepted unheard") received.push(mail);
        if (said === "accepted") {
          done();
        } else if (typeof said === "number") {
          done(Object.assign(new Error("Not now, somebody@company.test"), { responseCode: said }));
        }
        announce();
      }, done);
    },
  });
  // A worker that is killed resets its connection.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    attempts: () => attempts,
    untilReceived: (count) => until(() => received.length >= count),
    untilAttempts: (count) => until(() => attempts >= count),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
