import { walletDevices, walletPasses } from "@eventmaster/db/schema/wallets";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { importSPKI, jwtVerify } from "jose";
import forge from "node-forge";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { cancelEvent } from "../events/decide-event.ts";
import { updateEvent } from "../events/update-event.ts";
import { cancelMany } from "../registrations/cancel-many.ts";
import { cancelRegistration } from "../registrations/cancel-registration.ts";
import { restoreMany } from "../registrations/restore-many.ts";
import { restoreRegistration } from "../registrations/restore-registration.ts";
import { expectRefusal } from "../testing/expect-refusal.ts";
import { makeWallets } from "../testing/made-up-wallets.ts";
import {
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { changedPasses, latestPass, registerDevice, unregisterDevice } from "./apple-service.ts";
import { downloadApplePass, getGoogleWalletLink, getWalletOptions } from "./offer-passes.ts";
import { updatePasses } from "./update-passes.ts";
import { type WalletHosts, walletHosts } from "./wallet-pushes.ts";

const { wallets, publicKey } = makeWallets();
const { passTypeIdentifier } = wallets.apple;
let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let member: Person;

beforeAll(async () => {
  system = await startTestSystem();
  organization = await system.makeOrganization();
  organizer = await organization.makeUser("organizer");
  member = await organization.makeUser("member", { displayName: "王小明" });
});
afterAll(() => system.close());

const set = (person: Person): Context => ({ ...person.ctx(), wallets });
const caller = () => {
  const ctx = set(member);
  return { services: ctx, logger: ctx.logger, requestId: ctx.requestId };
};

/** A pass as its phone holds it. */
async function passOf(person: Person, event?: { id: string }) {
  const { id, qrCode } = await register(person, event ?? (await organization.makeEvent(organizer)));
  const { body } = await downloadApplePass(set(person), { registrationId: id });
  const files = unzipSync(body as Uint8Array);
  const pass = JSON.parse(String(Buffer.from(files["pass.json"]!)));
  const request = { passTypeIdentifier, serialNumber: id, token: String(pass.authenticationToken) };
  return { files, pass, request, id, qrCode };
}

describe("an Apple pass", () => {
  test("says what the ticket says, with the code, and where its phone asks for the next", async () => {
    const event = await organization.makeEvent(organizer, { title: "年會", location: "Hall 9" });
    const { pass, qrCode, id } = await passOf(member, event);
    expect(pass).toMatchObject({
      passTypeIdentifier,
      teamIdentifier: "TEAM123456",
      serialNumber: id,
      webServiceURL: "https://events.test/api/wallet/apple",
      authenticationToken: expect.stringMatching(/^[\w-]{43}$/u),
      barcodes: [{ format: "PKBarcodeFormatQR", message: qrCode }],
      eventTicket: {
        primaryFields: [{ value: "年會" }],
        auxiliaryFields: [{ value: "Hall 9" }, { value: "王小明" }],
      },
      voided: false,
    });
  });

  test("is signed: every file is in the manifest, and the manifest's signature is the certificate's", async () => {
    const { files } = await passOf(await organization.makeUser("member"));
    const manifest = JSON.parse(String(Buffer.from(files["manifest.json"]!))) as Record<string, string>;
    for (const [name, bytes] of Object.entries(files)) {
      if (name === "manifest.json" || name === "signature") continue;
      expect(manifest[name]).toBe(createHash("sha1").update(bytes).digest("hex"));
    }
    const der = forge.util.createBuffer(Buffer.from(files["signature"]!).toString("binary"));
    const signed = forge.pkcs7.messageFromAsn1(forge.asn1.fromDer(der)) as unknown as {
      rawCapture: {
        authenticatedAttributes: forge.asn1.Asn1[];
        signature: string;
        digestAlgorithm: string;
      };
    };
    const { authenticatedAttributes, signature, digestAlgorithm } = signed.rawCapture;
    const digestName = forge.pki.oids[forge.asn1.derToOid(digestAlgorithm)]!;
    const attributes = forge.asn1.create(
      forge.asn1.Class.UNIVERSAL,
      forge.asn1.Type.SET,
      true,
      authenticatedAttributes,
    );
    const text = forge.asn1.toDer(attributes).getBytes();
    // What is signed holds the manifest's digest.
    const digest = createHash(digestName).update(files["manifest.json"]!).digest("binary");
    expect(text).toContain(digest);
    const md = digestName === "sha256" ? forge.md.sha256.create() : forge.md.sha1.create();
    md.update(text);
    const certificate = forge.pki.certificateFromPem(wallets.apple.certificate);
    const key = certificate.publicKey as forge.pki.rsa.PublicKey;
    expect(key.verify(md.digest().getBytes(), signature)).toBe(true);
  });

  test("is for the ticket's holder, while it is good, where Apple's certificates are", async () => {
    const { id: registrationId } = await passOf(await organization.makeUser("member"));
    const fetch = (ctx: Context) => downloadApplePass(ctx, { registrationId });
    await expectRefusal(system, set(organizer), fetch, "not_found");
    const own = await register(member, await organization.makeEvent(organizer));
    const fetchOwn = (ctx: Context) => downloadApplePass(ctx, { registrationId: own.id });
    await expectRefusal(system, member.ctx(), fetchOwn, "wallet_not_set_up");
    await cancelRegistration(member.ctx(), { registrationId: own.id });
    await expectRefusal(system, set(member), fetchOwn, "registration_cancelled");
    expect(getWalletOptions(member.ctx())).toEqual({ apple: false, google: false });
    expect(getWalletOptions(set(member))).toEqual({ apple: true, google: true });
  });
});

describe("a phone", () => {
  const device = { deviceId: "phone-1", pushToken: "push-1" };

  test("registers, is told what changed, fetches the newest, and unregisters", async () => {
    const holder = await organization.makeUser("member");
    const event = await organization.makeEvent(organizer, { status: "pending" });
    await system.sql`update events set status = 'published' where id = ${event.id}`;
    const { request, id } = await passOf(holder, event);
    const phone = { ...device, deviceId: "phone-a" };
    expect(await registerDevice(caller(), request, phone)).toBe("created");
    expect(await registerDevice(caller(), request, { ...phone, pushToken: "push-2" })).toBe("known");
    const asked = { deviceId: phone.deviceId, passTypeIdentifier };
    const first = await changedPasses(caller(), { ...asked, since: null });
    expect(first?.serialNumbers).toEqual([id]);
    expect(await changedPasses(caller(), { ...asked, since: first!.lastUpdated })).toBeNull();
    const before = await latestPass(caller(), request, null);
    if (typeof before === "string") throw new Error(before);

    await updateEvent(
      { ...set(organizer), now: new Date(Date.now() + 5000) },
      { eventId: event.id, location: "Hall 2" },
    );
    const then = await changedPasses(caller(), { ...asked, since: first!.lastUpdated });
    expect(then?.serialNumbers).toEqual([id]);
    const after = await latestPass(caller(), request, before.changedAt);
    if (typeof after === "string") throw new Error(after);
    const pass = JSON.parse(String(Buffer.from(unzipSync(after.pass)["pass.json"]!)));
    expect(pass.eventTicket.auxiliaryFields[0].value).toBe("Hall 2");
    expect(await latestPass(caller(), request, after.changedAt)).toBe("unchanged");

    expect(await unregisterDevice(caller(), request, phone.deviceId)).toBe("done");
    expect(await changedPasses(caller(), { ...asked, since: null })).toBeNull();
  });

  test("with another token, type or number gets nothing", async () => {
    const { request } = await passOf(await organization.makeUser("member"));
    for (const wrong of [
      { ...request, token: "wrong" },
      { ...request, token: null },
      { ...request, passTypeIdentifier: "pass.other" },
      { ...request, serialNumber: "0192f0a0-1111-7000-8000-000000000001" },
      { ...request, serialNumber: "' or 1=1" },
    ]) {
      expect(await registerDevice(caller(), wrong, device)).toBe("unauthorized");
      expect(await unregisterDevice(caller(), wrong, device.deviceId)).toBe("unauthorized");
      expect(await latestPass(caller(), wrong, null)).toBe("unauthorized");
    }
  });

  test("is shown a pass of a cancelled event or registration as void", async () => {
    const holder = await organization.makeUser("member");
    const event = await organization.makeEvent(organizer);
    const { request } = await passOf(holder, event);
    await cancelEvent(set(organizer), { eventId: event.id });
    const latest = await latestPass(caller(), request, null);
    if (typeof latest === "string") throw new Error(latest);
    const pass = JSON.parse(String(Buffer.from(unzipSync(latest.pass)["pass.json"]!)));
    expect(pass.voided).toBe(true);
  });
});

test("a ticket that is given back is good again in its wallet, which is told each time", async () => {
  const event = await organization.makeEvent(organizer);
  const holder = await organization.makeUser("member");
  const { request, id } = await passOf(holder, event);
  const those = { eventId: event.id, registrationIds: [id] };
  const shown = async () => {
    const told = await system.sql`delete from pgboss.job where name = 'wallet.update'
      and data -> 'payload' ->> 'registrationId' = ${id} returning id`;
    expect(told).toHaveLength(1);
    const latest = await latestPass(caller(), request, null);
    if (typeof latest === "string") throw new Error(latest);
    return JSON.parse(String(Buffer.from(unzipSync(latest.pass)["pass.json"]!))).voided as boolean;
  };
  await cancelRegistration(set(holder), { registrationId: id });
  expect(await shown()).toBe(true);
  await restoreRegistration(set(holder), { registrationId: id });
  expect(await shown()).toBe(false);
  await cancelMany(set(organizer), those);
  expect(await shown()).toBe(true);
  await restoreMany(set(organizer), those);
  expect(await shown()).toBe(false);
});

test("a change is put in the queue with it, once for the event, and only where a pass is in a wallet", async () => {
  const event = await organization.makeEvent(organizer);
  const queued = async () =>
    system.sql`select data -> 'payload' as payload from pgboss.job where name = 'wallet.update'
      and data -> 'payload' ->> 'eventId' = ${event.id}`;
  await register(member, event);
  await updateEvent(set(organizer), { eventId: event.id, location: "Hall 2" });
  expect(await queued()).toEqual([]);
  await passOf(await organization.makeUser("member"), event);
  await updateEvent(set(organizer), { eventId: event.id, location: "Hall 3" });
  expect(await queued()).toEqual([{ payload: { eventId: event.id, registrationId: null, after: null } }]);
});

describe("Apple's push service", () => {
  test("is told of each phone once, with our certificate; phones that are gone are forgotten", async () => {
    const pushed: { path: string; topic: string; subject: string }[] = [];
    const server = createSecureServer({
      cert: wallets.apple.certificate,
      key: wallets.apple.key,
      ca: wallets.apple.authority,
      requestCert: true,
    });
    server.on("stream", (stream, headers) => {
      const peer = stream.session?.socket as unknown as {
        getPeerCertificate(): { subject: { CN: string } };
      };
      const path = String(headers[":path"]);
      pushed.push({
        path,
        topic: String(headers["apns-topic"]),
        subject: peer.getPeerCertificate().subject.CN,
      });
      stream.respond({ ":status": path.endsWith("gone") ? 410 : 200 });
      stream.end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const hosts: WalletHosts = {
      ...walletHosts,
      applePush: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      authority: wallets.apple.authority,
    };
    const event = await organization.makeEvent(organizer);
    const holder = await organization.makeUser("member");
    const { request, id } = await passOf(holder, event);
    for (const pushToken of ["here", "gone"])
      await registerDevice(caller(), request, { deviceId: `phone-${pushToken}`, pushToken });
    const payload = { eventId: event.id, registrationId: null, after: null };
    await updatePasses({ ...organization.anonymous(), wallets: { apple: wallets.apple } }, payload, hosts);
    server.close();
    expect(pushed.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual(
      ["gone", "here"].map((token) => ({
        path: `/3/device/${token}`,
        topic: passTypeIdentifier,
        subject: `Pass Type ID: ${passTypeIdentifier}`,
      })),
    );
    const left = await system.db
      .select({ pushToken: walletDevices.pushToken })
      .from(walletDevices)
      .where(eq(walletDevices.registrationId, id));
    expect(left).toEqual([{ pushToken: "here" }]);
  });

  test("that does not answer fails the job, which is tried again", async () => {
    const event = await organization.makeEvent(organizer);
    const { request } = await passOf(await organization.makeUser("member"), event);
    await registerDevice(caller(), request, { deviceId: "phone-x", pushToken: "x" });
    const payload = { eventId: event.id, registrationId: null, after: null };
    const hosts = { ...walletHosts, applePush: "https://127.0.0.1:9" };
    await expect(
      updatePasses({ ...organization.anonymous(), wallets: { apple: wallets.apple } }, payload, hosts),
    ).rejects.toMatchObject({ name: "JobFailure", isFinal: false });
  });
});

describe("Google Wallet", () => {
  test("is given the ticket in a link that the service account has signed", async () => {
    const event = await organization.makeEvent(organizer, { title: "年會" });
    const { id, qrCode } = await register(member, event);
    const { url } = await getGoogleWalletLink(set(member), { registrationId: id });
    const [, token = ""] = /^https:\/\/pay\.google\.com\/gp\/v\/save\/(.+)$/u.exec(url) ?? [];
    const { payload } = await jwtVerify(token, await importSPKI(publicKey, "RS256"), { audience: "google" });
    const issuer = wallets.google.issuerId;
    expect(payload).toMatchObject({
      iss: wallets.google.email,
      typ: "savetowallet",
      origins: ["https://events.test"],
      payload: {
        eventTicketClasses: [
          { id: `${issuer}.event-${event.id}`, eventName: { defaultValue: { value: "年會" } } },
        ],
        eventTicketObjects: [
          {
            id: `${issuer}.ticket-${id}`,
            classId: `${issuer}.event-${event.id}`,
            state: "ACTIVE",
            barcode: { type: "QR_CODE", value: qrCode },
          },
        ],
      },
    });
    const [kept] = await system.db
      .select({ offeredToGoogleAt: walletPasses.offeredToGoogleAt })
      .from(walletPasses)
      .where(eq(walletPasses.registrationId, id));
    expect(kept?.offeredToGoogleAt).toBeInstanceOf(Date);
  });

  test("is told of a change: the event once, and each ticket that it was given", async () => {
    const asked: { method: string; url: string; authorization: string; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        asked.push({ method, url, authorization: headers.authorization ?? "", body });
        response.setHeader("content-type", "application/json");
        response.end(url === "/token" ? '{"access_token":"granted"}' : "{}");
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const event = await organization.makeEvent(organizer, { location: "Hall 7" });
    const saved = await register(member, event);
    await getGoogleWalletLink(set(member), { registrationId: saved.id });
    await passOf(await organization.makeUser("member"), event);
    const hosts = { ...walletHosts, googleToken: `${at}/token`, googleObjects: `${at}/v1` };
    const payload = { eventId: event.id, registrationId: null, after: null };
    await updatePasses({ ...organization.anonymous(), wallets: { google: wallets.google } }, payload, hosts);
    server.close();
    server.closeAllConnections();
    const [grant, ...patches] = asked;
    const assertion = new URLSearchParams(grant?.body).get("assertion") ?? "";
    const key = await importSPKI(publicKey, "RS256");
    expect((await jwtVerify(assertion, key)).payload).toMatchObject({ iss: wallets.google.email });
    const issuer = wallets.google.issuerId;
    expect(patches).toMatchObject([
      {
        method: "PATCH",
        url: `/v1/eventTicketClass/${issuer}.event-${event.id}`,
        authorization: "Bearer granted",
        body: expect.stringContaining("Hall 7"),
      },
      { method: "PATCH", url: `/v1/eventTicketObject/${issuer}.ticket-${saved.id}` },
    ]);
  });
});
