import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { StrataError, systemCode } from "@strata/shared-config";
import { execa } from "execa";
import { z } from "zod";

/** Where a workspace keeps what its layers promise, made from libs/shared-config/src/contracts. */
export const CONTRACT_FILE = "docs/schemas/contracts.json";

/** What a layer promises: the JSON Schema of each output, and which of them are always there. */
export interface ContractSchema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/** The contracts of a workspace or of a commit, by layer. */
export type ContractSchemas = ReadonlyMap<string, ContractSchema>;

const contractSchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});

/** The contracts of a workspace; undefined for one that keeps none. Throws CONTRACT_BROKEN for a file that is damaged. */
export async function readContracts(root: string): Promise<ContractSchemas | undefined> {
  const text = await readFile(join(root, CONTRACT_FILE), "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseContracts(text, CONTRACT_FILE);
}

/**
 * The contracts of a commit; undefined where it keeps none yet. Throws BASE_UNKNOWN for a commit that is not there, as in a
 * shallow clone.
 */
export async function readContractsAt(root: string, commit: string): Promise<ContractSchemas | undefined> {
  const git = (...words: readonly string[]) => execa("git", words, { cwd: root, reject: false });
  const known = await git("rev-parse", "--verify", "--quiet", `${commit}^{commit}`);
  if (known.failed) {
    throw new StrataError("BASE_UNKNOWN", `git knows no commit ${commit}`, {
      hint: "git fetch --unshallow, or give a commit that is there: strata contracts check --base <commit>",
      fault: "environment",
    });
  }
  const shown = await git("show", `${commit}:${CONTRACT_FILE}`);
  return shown.failed ? undefined : parseContracts(shown.stdout, `${commit}:${CONTRACT_FILE}`);
}

function parseContracts(text: string, place: string): ContractSchemas {
  try {
    const { $comment: _, ...layers } = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    return new Map(Object.entries(layers).map(([layer, schema]) => [layer, contractSchema.parse(schema)]));
  } catch (cause) {
    throw new StrataError("CONTRACT_BROKEN", `${place} cannot be read`, {
      hint: "strata config schema --write",
      fault: "user",
      cause,
    });
  }
}
