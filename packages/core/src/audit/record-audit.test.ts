import { expect, test } from "vitest";
import { networkOf } from "./record-audit.ts";

test.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["::ffff:203.0.113.77", "203.0.113.0/24"],
  ["2001:db8:1:2::3", "2001:db8:1::/48"],
  ["2001:db8::3", "2001:db8:0::/48"],
  ["::1", "0:0:0::/48"],
  ["fe80::1%eth0", "fe80:0:0::/48"],
  ["a socket", null],
  [null, null],
])("of the address %s the log keeps the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
