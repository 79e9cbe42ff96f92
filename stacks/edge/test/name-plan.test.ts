import { expect, test } from "vitest";
import { namesToProve, planAliases } from "../src/name-plan.ts";

const NAMES = ["example.com", "www.example.com"];
const ISSUED = "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

test("a name points to a target with IPv4 by one alias, and to one with IPv6 too by two", () => {
  expect(planAliases(NAMES, false).map(({ name, type }) => `${type} ${name}`)).toEqual([
    "A example.com",
    "A www.example.com",
  ]);
  expect(planAliases(["example.com"], true)).toEqual([
    { key: "example.com", name: "example.com", type: "A" },
    { key: "example.com-ipv6", name: "example.com", type: "AAAA" },
  ]);
});

test("names are proven once: by cluster where it requests a certificate, else for the distribution's own", () => {
  expect(namesToProve(NAMES, { domain: "example.com" })).toEqual([]);
  expect(namesToProve(NAMES, { certificateArn: ISSUED })).toEqual(NAMES);
  expect(namesToProve(NAMES, false)).toEqual(NAMES);
});
