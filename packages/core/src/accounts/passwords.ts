import argon2 from "argon2";

/** OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane. */
const options = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * So many hashes are computed at once. Each takes one of the four threads that files, DNS and compression need too: a
 * hundred log-ins at the same time made a page wait for all of them.
 */
const atOnce = 2;
let atWork = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (atWork < atOnce) atWork++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else atWork--;
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => argon2.hash(password, options));
}

/** Made when the module loads, so that not even the first unknown email takes longer. */
const decoy = hashPassword("a password nobody has");

/**
 * Whether the password is the one that was hashed. Without a hash (unknown email, or nobody set a password yet) it
 * does the same work and says no, so that the time taken tells nothing (CONTRACT §3, "Log in").
 */
export async function isPasswordRight(password: string, hash: string | null): Promise<boolean> {
  const against = hash ?? (await decoy);
  const isRight = await inTurn(() => argon2.verify(against, password));
  return hash !== null && isRight;
}
