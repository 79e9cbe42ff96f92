import { arn } from "../facts/arn.ts";
import { pick, uuid } from "../facts/hash.ts";
import { text } from "../wire/values.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Secrets, parameters and keys. */
export const secrets: ResourceRules = {
  "aws:secretsmanager/secret:Secret": {
    ...arnAsId((draft) =>
      arn(draft.place, "secretsmanager", `secret:${nameOf(draft)}-${pick(LETTERS, 6, draft.hex(32))}`),
    ),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", policy: "" }),
    replaces: ["name", "namePrefix", "type"],
    documents: ["policy"],
    sets: ["replicas"],
    naming: { property: "name", maxLength: 512 },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: (draft) => `${input(draft, "secretId")}|${versionId(draft)}`,
    arn: (made) => input(made, "secretId"),
    outputs: (made) => ({
      secretArn: input(made, "secretId"),
      versionId: made.id.split("|")[1] ?? "",
      versionStages: ["AWSCURRENT"],
      hasSecretStringWo: false,
    }),
    replaces: ["secretId", "secretString", "secretBinary", "secretStringWoVersion"],
    sets: ["versionStages"],
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    id: (draft) => input(draft, "secretId"),
    outputs: () => ({ rotationEnabled: true }),
    replaces: ["secretId"],
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    id: (draft) => input(draft, "secretArn"),
    replaces: ["secretArn"],
    documents: ["policy"],
  },
  "aws:ssm/parameter:Parameter": {
    ...named(),
    arn: (made) => arn(made.place, "ssm", `parameter${made.id.startsWith("/") ? "" : "/"}${made.id}`),
    outputs: (made) => ({
      name: made.id,
      version: 1,
      tier: "Standard",
      dataType: "text",
      hasValueWo: false,
      insecureValue: "",
      keyId: input(made, "type") === "SecureString" ? "alias/aws/ssm" : "",
      value: text(made.inputs.insecureValue) ?? "",
    }),
    evolves: (_made, before) => ({ version: Number(before.version ?? 0) + 1 }),
    replaces: ["name", "dataType"],
  },
  "aws:kms/key:Key": {
    id: (draft) => uuid(draft.hex(32)),
    arn: arnOf("kms", "key/"),
    outputs: (made) => ({
      keyId: made.id,
      multiRegion: false,
      policy: "",
      rotationPeriodInDays: made.inputs.enableKeyRotation === true ? 365 : 0,
    }),
    replaces: ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId", "xksKeyId"],
    documents: ["policy"],
  },
  "aws:kms/alias:Alias": {
    ...named(),
    arn: arnOf("kms", ""),
    outputs: (made) => ({ name: made.id, namePrefix: "", targetKeyArn: keyArn(made) }),
  },
  "aws:kms/keyPolicy:KeyPolicy": { id: (draft) => input(draft, "keyId"), replaces: ["keyId"], documents: ["policy"] },
};

/** A version of its own for each value: of the secret only the resource's digits go into it. */
function versionId(draft: Draft): string {
  return uuid(draft.hex(32));
}

function keyArn(made: Made): string {
  const target = input(made, "targetKeyId");
  return target.startsWith("arn:") ? target : arn(made.place, "kms", `key/${target}`);
}
