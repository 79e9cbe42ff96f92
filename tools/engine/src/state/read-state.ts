import { readFile } from "node:fs/promises";
import { StrataError } from "@strata/shared-config";
import { dependenciesOf } from "./dependencies.ts";
import { member } from "./member.ts";
import { stateFile } from "./state-file.ts";

/** What the state of a stack holds, as far as a rollout has to know it before it does anything. */
export interface StackContents {
  /** The stack itself once it ran, its providers and its resources. */
  readonly entries: number;
  /** Type and name of each resource that the engine neither deletes nor replaces, such as `aws:rds/cluster:Cluster main`. */
  readonly protectedResources: readonly string[];
  /** What each entry needs to be there before it: its dependencies, parent and provider. By URN, sorted. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** A stack that does not exist, or was made and never ran. */
export const EMPTY_STACK: StackContents = { entries: 0, protectedResources: [], dependencies: {} };

/**
 * What a stack in a `file://` backend holds.
 *
 * @returns undefined when there is no such stack
 * @throws StrataError STATE_DAMAGED
 */
export async function readLocalStack(
  folder: string,
  layer: string,
  environment: string,
): Promise<StackContents | undefined> {
  const file = stateFile(folder, layer, environment);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return contentsOf(JSON.parse(text));
  } catch (cause) {
    throw new StrataError("STATE_DAMAGED", `the state file ${file} is damaged`, {
      hint: `ls -l ${file}*   (the engine keeps the state before the last change in ${file}.bak)`,
      fault: "environment",
      cause,
    });
  }
}

/** What a state holds: a checkpoint file, or what `pulumi stack export` prints. */
export function contentsOf(state: unknown): StackContents {
  const deployment = member(member(state, "checkpoint"), "latest") ?? member(state, "deployment");
  const listed = member(deployment, "resources");
  const resources: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return {
    entries: resources.length,
    protectedResources: resources.filter((resource) => member(resource, "protect") === true).map(nameOf),
    dependencies: dependenciesOf(resources),
  };
}

function nameOf(resource: unknown): string {
  const [, , types = "", name = ""] = String(member(resource, "urn")).split("::");
  return `${types.split("$").at(-1)} ${name}`;
}
