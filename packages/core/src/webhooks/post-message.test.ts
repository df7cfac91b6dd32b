import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "../testing/webhook-receiver.ts";
import { createPostMessage, isPublic } from "./post-message.ts";

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const nearby = createPostMessage({ allowsPrivate: true, timeoutMs: 300 });
const open = createPostMessage({ allowsPrivate: false, timeoutMs: 2000 });

describe("a receiver", () => {
  test("gets the body and the headers as they are, and its status is the answer", async () => {
    receiver.answerWith((response) => response.writeHead(201).end("thanks"));
    const answer = await nearby(receiver.url, { "webhook-id": "m1" }, '{"name":"Zoë"}');
    expect(answer).toMatchObject({ status: 201, error: null, durationMs: expect.any(Number) });
    expect(receiver.received).toMatchObject([
      {
        body: '{"name":"Zoë"}',
        headers: { "webhook-id": "m1", "content-type": "application/json", "content-length": "15" },
      },
    ]);
  });

  test("that sends us elsewhere is not followed", async () => {
    const other = await startReceiver();
    receiver.answerWith((response) => response.writeHead(307, { location: other.url }).end());
    expect(await nearby(receiver.url, {}, "{}")).toMatchObject({ status: 307 });
    expect(other.received).toEqual([]);
    await other.close();
  });

  test("that never answers is given up in time", async () => {
    receiver.answerWith(() => {});
    expect(await nearby(receiver.url, {}, "{}")).toMatchObject({ status: null, error: "No answer in time" });
  });

  test("that answers drop by drop is cut off in time, and its status counts, for it has the message", async () => {
    receiver.answerWith((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(drip));
    });
    const answer = await nearby(receiver.url, {}, "{}");
    expect(answer).toMatchObject({ status: 200, error: null, body: expect.stringMatching(/^\.+$/u) });
    expect(answer.durationMs).toBeLessThan(2000);
  });

  test.each([
    ["breaks off", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc", 200],
    [
      "speaks another protocol from then on",
      "HTTP/1.1 101 No\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
      101,
    ],
  ])("whose answer %s is done with", async (_, text, status) => {
    const server = createServer((socket) => {
      socket
        .on("error", () => {})
        .once("data", () => socket.write(text, () => status === 200 && socket.destroy()));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    expect(await nearby(`http://127.0.0.1:${port}/`, {}, "{}")).toMatchObject({ status, error: null });
    server.close();
    await once(server, "close");
  });

  test("that answers without an end is cut off, and its status counts", async () => {
    receiver.answerWith((response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
        if (!response.destroyed) response.once("drain", pour);
      };
      response.on("error", () => {});
      pour();
    });
    expect(await nearby(receiver.url, {}, "{}")).toMatchObject({ status: 200, error: null });
  });

  test("that hangs up is an error", async () => {
    receiver.answerWith((response) => response.destroy());
    expect(await nearby(receiver.url, {}, "{}")).toMatchObject({
      status: null,
      error: "Connection failed: ECONNRESET",
    });
  });

  test("that is not there, or is no web server, is an error", async () => {
    const noise = createServer((socket) => {
      socket.on("error", () => {}).end("hello\r\n", () => socket.destroy());
    }).listen(0, "127.0.0.1");
    await once(noise, "listening");
    const { port } = noise.address() as { port: number };
    expect((await nearby(`http://127.0.0.1:${port}/`, {}, "{}")).status).toBeNull();
    noise.close();
    await once(noise, "close");
    expect(await nearby(`http://127.0.0.1:${port}/`, {}, "{}")).toMatchObject({
      error: "Connection failed: ECONNREFUSED",
    });
  });
});

describe("our own network", () => {
  test.each([
    "127.0.0.1",
    "127.1.2.3",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "::1",
    "::",
    "::127.0.0.1",
    "::7f00:1",
    "64:ff9b:1::7f00:1",
    "fec0::1",
    "ff02::1",
    "fe80::1%eth0",
    "fe80::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "not an address",
  ])("has the address %s", (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each(["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])("has not %s", (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test.each([
    "https://127.0.0.1:PORT/",
    "https://[::1]:PORT/",
    "https://[::ffff:127.0.0.1]:PORT/",
    "https://[::127.0.0.1]:PORT/",
    // What a browser's parser makes of these is 127.0.0.1.
    "https://2130706433:PORT/",
    "https://0x7f.1:PORT/",
    "https://0177.0.0.1:PORT/",
    // A name, which is resolved when the connection is made.
    "https://localhost:PORT/",
  ])("is not reached by %s", async (url) => {
    const answer = await open(url.replace("PORT", String(receiver.port)), {}, "{}");
    expect(answer).toMatchObject({ status: null, error: "The address is in a private network" });
    expect(receiver.received).toEqual([]);
  });

  test("nor is anything without TLS", async () => {
    const answer = await open("http://93.184.216.34/", {}, "{}");
    expect(answer).toMatchObject({ status: null, error: "The address must begin with https" });
  });
});
