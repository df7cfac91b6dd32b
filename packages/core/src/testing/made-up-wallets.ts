import forge from "node-forge";
import type { Wallets } from "../wallets/wallets.ts";

function keyPair() {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  return { privateKey, publicKey };
}

type Keys = ReturnType<typeof keyPair>;

function certificate(name: string, keys: Keys, issuer: { name: string; keys: Keys }) {
  const made = forge.pki.createCertificate();
  made.publicKey = keys.publicKey;
  made.serialNumber = "01";
  made.validity.notBefore = new Date(Date.now() - 60_000);
  made.validity.notAfter = new Date(Date.now() + 24 * 60 * 60 * 1000);
  made.setSubject([{ name: "commonName", value: name }]);
  made.setIssuer([{ name: "commonName", value: issuer.name }]);
  made.setExtensions([
    { name: "basicConstraints", cA: name === issuer.name },
    { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
  ]);
  made.sign(issuer.keys.privateKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(made);
}

/** Certificates and keys as Apple and Google would give them, made by ourselves; takes a second. */
export function makeWallets() {
  const authority = { name: "Made-up authority", keys: keyPair() };
  const keys = keyPair();
  const wallets = {
    apple: {
      passTypeIdentifier: "pass.test.eventmaster",
      teamIdentifier: "TEAM123456",
      certificate: certificate("Pass Type ID: pass.test.eventmaster", keys, authority),
      key: forge.pki.privateKeyToPem(keys.privateKey),
      keyPassphrase: undefined,
      authority: certificate(authority.name, authority.keys, authority),
    },
    google: {
      issuerId: "3388000000012345678",
      email: "passes@project.iam.gserviceaccount.test",
      privateKey: forge.pki.privateKeyInfoToPem(
        forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(keys.privateKey)),
      ),
    },
  } satisfies Wallets;
  return { wallets, publicKey: forge.pki.publicKeyToPem(keys.publicKey) };
}
