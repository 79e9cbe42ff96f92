import { StrataError } from "@strata/shared-config";
import { describe, expect, test } from "vitest";
import { certificateNames, checkCovers, covers, requestsCertificate, validationFor } from "../src/certificate-plan.ts";
import { environment } from "./environment.ts";

const option = (domainName: string) => ({
  domainName,
  resourceRecordName: `_1.${domainName}.`,
  resourceRecordType: "CNAME",
  resourceRecordValue: "_2.acm-validations.aws.",
});

test("puts every public name on the certificate once, the domain apart from the others (THREA-041, HAPPY-073)", () => {
  expect(certificateNames("example.com", { names: ["www.example.com", "example.com", "api.example.com"] })).toEqual({
    domainName: "example.com",
    subjectAlternativeNames: ["api.example.com", "www.example.com"],
  });
});

test("has the exact full name as its domain, though the zone is a parent (RUN-034)", () => {
  const { dns } = environment("runlayer-dev");
  expect(dns.zone).toBe("dev.example.com");
  expect(certificateNames("mcp.dev.example.com", dns)).toEqual({
    domainName: "mcp.dev.example.com",
    subjectAlternativeNames: [],
  });
});

test("is requested where a domain is named, and not where a certificate is given or none is wanted (RUN-033)", () => {
  expect(requestsCertificate(environment("runlayer-dev"))).toBe(true);
  expect(requestsCertificate(environment("runlayer-prod"))).toBe(false);
  expect(requestsCertificate(environment("proliferate-dev"))).toBe(false);
});

describe("a certificate that is given", () => {
  const arn = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";
  const check = (names: (string | undefined)[], wanted: string[]) => () => checkCovers(arn, names, wanted);

  test("is taken for a name of its own, or for one below its star (RUN-032)", () => {
    expect(check(["mcp.example.com"], ["mcp.example.com"])).not.toThrow();
    expect(check(["example.com", "*.example.com"], ["mcp.example.com"])).not.toThrow();
  });

  test("is refused where it covers none of the platform's names, which are all named (RUN-032)", () => {
    expect(check(["example.com", "*.example.org"], ["mcp.example.com", "www.example.com"])).toThrow(
      /is for example\.com, \*\.example\.org, and covers none of dns\.names: mcp\.example\.com, www\.example\.com/,
    );
  });

  test.each([[[undefined, undefined]], [["", ""]], [[]]])("is not judged where its names are unknown: %j", (names) => {
    expect(check(names, ["mcp.example.com"])).not.toThrow();
  });

  test.each([
    ["*.example.com", "mcp.example.com", true],
    ["*.example.com", "a.mcp.example.com", false],
    ["*.example.com", "example.com", false],
    ["MCP.example.com", "mcp.example.COM", true],
    ["example.com", "mcp.example.com", false],
  ])("for %s covers %s: %s", (pattern, host, expected) => {
    expect(covers(pattern, host)).toBe(expected);
  });
});

test("finds the record of a name whatever the order in which ACM asks for them", () => {
  const options = [option("www.example.com"), option("example.com")];
  expect(validationFor("example.com", options).resourceRecordName).toBe("_1.example.com.");
});

test("says which name has no record and which have", () => {
  const find = () => validationFor("api.example.com", [option("example.com")]);
  expect(find).toThrow(StrataError);
  expect(find).toThrow("no record that validates api.example.com");
});
