import type { ScannerDatabase } from "./database.ts";

/** What lies on the disk: unreadable without the key, and any change to it is noticed. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** Seals values with this device's key, which no code can read out: not ours, and not a stranger's on this page. */
export interface Vault {
  seal: (value: unknown) => Promise<Sealed>;
  /** The caller says what was sealed. @throws when it was changed, or sealed with a key that is gone */
  open<Value>(sealed: Sealed): Promise<Value>;
  /** What was sealed until now is noise from now on. */
  destroy: () => Promise<void>;
}

const keyName = "storage";

/** Bytes of AES-GCM's nonce. Random ones may repeat after some 2^32 seals; a key does not live that long. Source: NIST SP 800-38D. */
const nonceLength = 12;

/** The vault of this device. Its key is made on first use and stays in IndexedDB, as an object that cannot be exported. */
export async function openVault({ keys }: Pick<ScannerDatabase, "keys">): Promise<Vault> {
  // Two tabs that start together must end with one key: the first to add it wins.
  const takeKey = async () => {
    const made = await makeKey();
    await keys.add({ id: keyName, key: made }).catch(() => {});
    return (await keys.get(keyName))?.key ?? made;
  };
  let key = await takeKey();
  return {
    async seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
      const text = new TextEncoder().encode(JSON.stringify(value));
      return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
    },
    async open<Value>({ iv, bytes }: Sealed) {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- authentic, so it is what was sealed
      return JSON.parse(new TextDecoder().decode(text)) as Value;
    },
    async destroy() {
      await keys.delete(keyName);
      key = await takeKey();
    },
  };
}

function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
