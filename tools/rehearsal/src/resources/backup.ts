import { arn } from "../facts/arn.ts";
import { pick, uuid } from "../facts/hash.ts";
import { arnOf, named, nameOf } from "./ids.ts";
import { input, type ResourceRules } from "./rule.ts";

const SMALL = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Backup vaults, plans and what they save. */
export const backup: ResourceRules = {
  "aws:backup/vault:Vault": {
    ...named(),
    arn: arnOf("backup", "backup-vault:"),
    outputs: (made) => ({
      name: made.id,
      recoveryPoints: 0,
      kmsKeyArn: arn(made.place, "kms", `key/${uuid("aws/backup", made.place.region)}`),
    }),
    replaces: ["name", "kmsKeyArn"],
    naming: { property: "name", maxLength: 50 },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    id: (draft) => input(draft, "backupVaultName"),
    replaces: ["*"],
  },
  "aws:backup/plan:Plan": {
    id: (draft) => uuid(draft.hex(32)),
    arn: arnOf("backup", "backup-plan:"),
    outputs: (made) => ({ name: nameOf(made), version: versionOf(made.id) }),
    evolves: (made, before) => ({ version: versionOf(made.id + JSON.stringify(before.version ?? "")) }),
    replaces: ["name"],
    sets: ["rules"],
  },
  "aws:backup/selection:Selection": {
    id: (draft) => uuid(draft.hex(32)),
    outputs: (made) => ({ name: nameOf(made), notResources: [], conditions: [] }),
    replaces: ["*"],
    sets: ["resources"],
  },
};

function versionOf(seed: string): string {
  return pick(`${SMALL}${SMALL.toUpperCase()}`, 48, seed);
}
