import argon2 from "argon2";

/** OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane. */
const options = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, options);
}

/** Made when the module loads, so that not even the first unknown email takes longer. */
const decoy = hashPassword("a password nobody has");

/**
 * Whether the password is the one that was hashed. Without a hash (unknown email, or nobody set a password yet) it
 * does the same work and says no, so that the time taken tells nothing (CONTRACT §3, "Log in").
 */
export async function isPasswordRight(password: string, hash: string | null): Promise<boolean> {
  if (hash !== null) return argon2.verify(hash, password);
  await argon2.verify(await decoy, password);
  return false;
}
