import { globalArn } from "../facts/arn.ts";
import { digits, MADE_AT, pick } from "../facts/hash.ts";
import { nameOf } from "./ids.ts";
import type { Made, ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Distributions and what they use. */
export const cloudfront: ResourceRules = {
  "aws:cloudfront/distribution:Distribution": {
    id: (draft) => `E${pick(LETTERS, 13, draft.hex(32))}`,
    replaces: ["staging"],
    arn: (made) => globalArn(made.place, "cloudfront", `distribution/${made.id}`),
    outputs: (made) => ({
      domainName: `d${made.hex(13, "domain")}.cloudfront.net`,
      // The one zone of all distributions (Amazon Route 53 API Reference, AliasTarget).
      hostedZoneId: "Z2FDTNDATAQYW2",
      status: "Deployed",
      etag: `E${pick(LETTERS, 13, made.id, "etag")}`,
      callerReference: `terraform-${digits(26, made.id)}`,
      lastModifiedTime: MADE_AT,
      continuousDeploymentPolicyId: "",
    }),
    evolves: etag,
    sets: ["aliases", "origins"],
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    id: (draft) => `E${pick(LETTERS, 13, draft.hex(32))}`,
    arn: (made) => globalArn(made.place, "cloudfront", `origin-access-control/${made.id}`),
    outputs: (made) => ({ name: nameOf(made), etag: `E${pick(LETTERS, 13, made.id, "etag")}` }),
    evolves: etag,
  },
  "aws:cloudfront/function:Function": {
    id: (draft) => nameOf(draft),
    unique: true,
    arn: (made) => globalArn(made.place, "cloudfront", `function/${made.id}`),
    outputs: (made) => ({
      name: made.id,
      status: "UNASSOCIATED",
      etag: `E${pick(LETTERS, 13, made.id, "etag")}`,
      liveStageEtag: `E${pick(LETTERS, 13, made.id, "live")}`,
    }),
    evolves: etag,
  },
};

function etag(made: Made, before: { readonly [name: string]: unknown }): { etag: string } {
  return { etag: `E${pick(LETTERS, 13, made.id, JSON.stringify(before.etag ?? ""))}` };
}
