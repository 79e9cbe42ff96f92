import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { didYouMean, StrataError } from "@strata/shared-config";
import { parse } from "yaml";
import { z } from "zod";

/** Where a repository keeps its policy packs, one a folder, in Pulumi's own form. */
const FOLDER = "policies";
const MANIFEST = "PulumiPolicy.yaml";

/** A policy pack that is there. */
export interface PolicyPack {
  /** Its folder's name, by which environments name it. */
  readonly name: string;
  /** Relative to the repository: `policies/baseline`. */
  readonly folder: string;
  /** The file that is its program, relative to its folder. */
  readonly entry: string;
}

const manifest = z.object({
  runtime: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]),
  main: z.string().optional(),
});

const packageFile = z.object({ version: z.string().min(1), main: z.string().optional() });

/**
 * The packs of some names, each once. Nothing of them is run.
 *
 * @param root the repository's root folder
 * @throws StrataError POLICY_PACK_MISSING with the packs that are there, or POLICY_PACK_INVALID
 */
export function findPolicyPacks(root: string, names: readonly string[]): readonly PolicyPack[] {
  return [...new Set(names)].map((name) => findPack(root, name));
}

function findPack(root: string, name: string): PolicyPack {
  const folder = posix.join(FOLDER, name);
  if (!existsSync(join(root, folder, MANIFEST))) throw missing(root, name);
  const { runtime, main } = read(root, posix.join(folder, MANIFEST), manifest, "runtime: nodejs");
  if (runtime !== "nodejs") {
    throw invalid(
      `${folder}/${MANIFEST} has the runtime ${runtime}, and packs run on nodejs`,
      "write it in TypeScript",
    );
  }
  const file = posix.join(folder, "package.json");
  const described = read(root, file, packageFile, '"version": "0.1.0": Pulumi asks for it');
  const entries = [main, described.main, "index.ts", "index.js"].flatMap((each) => each ?? []);
  const entry = entries.find((each) => /\.[cm]?[jt]s$/.test(each) && existsSync(join(root, folder, each)));
  if (entry === undefined) {
    throw invalid(`${folder} has no program: there is no ${entries.join(", no ")}`, `write ${folder}/index.ts`);
  }
  return { name, folder, entry };
}

function missing(root: string, name: string): StrataError {
  const there = globSync(`${FOLDER}/*/${MANIFEST}`, { cwd: root })
    .map((path) => path.replaceAll("\\", "/").split("/").at(1) ?? "")
    .sort();
  const known = there.length === 0 ? "there is none" : `there are ${there.join(", ")}`;
  return new StrataError(
    "POLICY_PACK_MISSING",
    `there is no policy pack ${name} (${FOLDER}/${name}/${MANIFEST})${didYouMean(name, there)}; ${known}`,
    { hint: `write the pack, or take ${name} out of policies in the environment's files`, fault: "user" },
  );
}

function read<Shape extends z.ZodType>(root: string, file: string, shape: Shape, example: string): z.output<Shape> {
  if (!existsSync(join(root, file))) throw invalid(`there is no ${file}`, `write it, with ${example}`);
  try {
    // JSON is YAML, too.
    const read = shape.safeParse(parse(readFileSync(join(root, file), "utf8")));
    if (read.success) return read.data;
    throw invalid(`${file} is not what it has to be: ${z.prettifyError(read.error)}`, example);
  } catch (error) {
    if (error instanceof StrataError) throw error;
    throw invalid(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, `mend ${file}`);
  }
}

function invalid(message: string, hint: string): StrataError {
  return new StrataError("POLICY_PACK_INVALID", message, { hint, fault: "user" });
}
