import { StrataError } from "@strata/shared-config";
import { expect, test } from "vitest";
import { certificateNames, validationFor, withoutRootDot } from "../src/certificate-plan.ts";

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

test("finds the record of a name whatever the order in which ACM asks for them", () => {
  const options = [option("www.example.com"), option("example.com")];
  expect(validationFor("example.com", options).resourceRecordName).toBe("_1.example.com.");
});

test("says which name has no record and which have", () => {
  const find = () => validationFor("api.example.com", [option("example.com")]);
  expect(find).toThrow(StrataError);
  expect(find).toThrow("no record that validates api.example.com");
});

test("drops the root's dot and no other", () => {
  expect(withoutRootDot("_1.example.com.")).toBe("_1.example.com");
  expect(withoutRootDot("_1.example.com")).toBe("_1.example.com");
});
