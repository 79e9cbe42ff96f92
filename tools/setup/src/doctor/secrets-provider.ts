import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LAYERS, type LayerName, systemCode } from "@strata/shared-config";
import { parse } from "yaml";
import { z } from "zod";
import type { Examiner, Finding } from "./finding.ts";
import { opens } from "./passphrase.ts";

/** What a stack's settings say of the key of its secrets. Pulumi writes the rest. */
const settingsSchema = z.looseObject({
  encryptionsalt: z.string().optional(),
  secretsprovider: z.string().optional(),
});

/** How a stack encrypts its secrets. */
export interface StackKey {
  readonly layer: LayerName;
  readonly salt: string | undefined;
  readonly provider: string | undefined;
}

/** Whether the secrets of an environment's stacks can be read with what this shell has. */
export const secretsProviderExaminer: Examiner = {
  area: "secrets provider",
  ofEnvironment: true,
  examine: async ({ root, environment, variables }) => {
    if ((variables.STRATA_REHEARSAL ?? "") !== "") return [];
    const keys = await Promise.all(LAYERS.map((layer) => readStackKey(root, layer, environment ?? "")));
    return keyFindings(keys, await passphraseOf(variables), environment ?? "");
  },
};

/** @param passphrase undefined where none is set; empty is one as well */
export async function keyFindings(
  keys: readonly StackKey[],
  passphrase: string | undefined,
  environment: string,
): Promise<readonly Omit<Finding, "area">[]> {
  const salted = keys.filter(({ salt }) => salt !== undefined);
  const [first] = salted;
  if (first === undefined) return [];
  const hint = "export PULUMI_CONFIG_PASSPHRASE_FILE=<file with the passphrase>";
  if (passphrase === undefined) {
    const layers = salted.map(({ layer }) => layer).join(", ");
    const message = `the secrets of ${layers} need a passphrase, and PULUMI_CONFIG_PASSPHRASE is not set`;
    return [{ level: "error", message, hint }];
  }
  const wrong = await Promise.all(salted.map(async (key) => ((await opens(passphrase, key.salt ?? "")) ? [] : [key])));
  return wrong.flat().map(({ layer }) => ({
    level: "error",
    message: `the passphrase of this shell is not that of ${layer} of ${environment}`,
    hint,
  }));
}

async function readStackKey(root: string, layer: LayerName, environment: string): Promise<StackKey> {
  const file = join(root, "stacks", layer, `Pulumi.${environment}.yaml`);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return "{}";
    throw error;
  });
  const { encryptionsalt, secretsprovider } = settingsSchema.parse(parse(text) ?? {});
  return { layer, salt: encryptionsalt, provider: secretsprovider };
}

/** As the engine finds it: the variable, then the file of PULUMI_CONFIG_PASSPHRASE_FILE. */
async function passphraseOf({
  PULUMI_CONFIG_PASSPHRASE: given,
  PULUMI_CONFIG_PASSPHRASE_FILE: file,
}: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  if (given !== undefined && given !== "") return given;
  if (file === undefined || file === "") return given;
  return (await readFile(file, "utf8").catch(() => undefined))?.trim();
}
