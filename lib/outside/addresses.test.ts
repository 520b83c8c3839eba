import { expect, test } from "vitest";
import { isPublicAddress } from "./addresses";

test.each([
  ["2a02:1:2:3::77", false],
  ["2a02:1:2:4::77", true],
  ["198.51.101.77", false],
  ["198.51.102.77", true],
])("beside a machine in 2a02:1:2:3::/64 and 198.51.101.0/24, %s is public: %s", (address, isPublic) => {
  const near = [
    { cidr: "2a02:1:2:3::1/64", family: "IPv6" },
    { cidr: "198.51.101.1/24", family: "IPv4" },
    { cidr: null, family: "IPv4" },
  ];
  expect(isPublicAddress(address, near)).toBe(isPublic);
});
