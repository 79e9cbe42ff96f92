import { arn } from "../facts/arn.ts";
import { hex, pick, uuid } from "../facts/hash.ts";
import { texts } from "../wire/values.ts";
import { arnAsId } from "./ids.ts";
import { input, type Made, type ResourceRules } from "./rule.ts";

/** Certificates. */
export const acm: ResourceRules = {
  "aws:acm/certificate:Certificate": {
    ...arnAsId((draft) => arn(draft.place, "acm", `certificate/${uuid(draft.hex(32))}`)),
    outputs: (made) => ({
      domainValidationOptions: validationOptions(made),
      subjectAlternativeNames: [input(made, "domainName")],
      status: "PENDING_VALIDATION",
      type: input(made, "privateKey") === "" ? "AMAZON_ISSUED" : "IMPORTED",
      keyAlgorithm: "RSA_2048",
      validationMethod: "NONE",
      notAfter: "",
      notBefore: "",
      pendingRenewal: false,
      renewalEligibility: "INELIGIBLE",
      options: { certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" },
    }),
    replaces: [
      "domainName",
      "subjectAlternativeNames",
      "validationMethod",
      "keyAlgorithm",
      "certificateAuthorityArn",
      "validationOptions",
    ],
    sets: ["subjectAlternativeNames"],
    // One with a domain in the state was made here, and is gone.
    supposed: (id, { domainName }) =>
      domainName === undefined || domainName === ""
        ? { id, arn: id, domainName: "", subjectAlternativeNames: [], status: "ISSUED" }
        : undefined,
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    id: (draft) => input(draft, "certificateArn"),
    replaces: ["*"],
    sets: ["validationRecordFqdns"],
  },
};

function validationOptions(made: Made): Record<string, string>[] {
  if (input(made, "validationMethod") !== "DNS") return [];
  const names = [...new Set([input(made, "domainName"), ...texts(made.inputs.subjectAlternativeNames)])];
  return names.map((domainName) => {
    const bare = domainName.replace(/^\*\./, "");
    const record = {
      resourceRecordName: `_${hex(32, made.place.account, bare)}.${bare}.`,
      resourceRecordType: "CNAME",
    };
    return {
      domainName,
      ...record,
      resourceRecordValue: `_${hex(32, "value", bare)}.${pick("abcdefghijklmnop", 10, bare)}.acm-validations.aws.`,
    };
  });
}
