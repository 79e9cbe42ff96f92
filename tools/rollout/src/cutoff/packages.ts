/*
 * What a layer's program is made of besides its own folder: the packages of this workspace that it depends on, and the
 * versions of third-party packages that pnpm-lock.yaml gives to it and to them, all through what those need in turn.
 * What is for development alone does not count.
 */
import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { asList, isTree, systemCode } from "@strata/shared-config";
import { parse } from "yaml";

/** Versions of third-party packages by name; more than one as `1.0.0, 2.0.0`. */
export type PackageVersions = Readonly<Record<string, string>>;

/** The packages of a workspace, read once. */
export interface WorkspacePackages {
  /** Folders of the workspace's own packages that some depend on, those first. */
  readonly foldersOf: (...folders: readonly string[]) => readonly string[];
  readonly versionsOf: (...folders: readonly string[]) => PackageVersions;
}

const LOCKFILE = "pnpm-lock.yaml";
/** What pnpm writes down of what it has really installed. */
const INSTALLED = "node_modules/.pnpm/lock.yaml";
const KINDS = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/**
 * Reads the packages of a workspace and its lockfile. One without a lockfile has no versions to compare. Where another
 * version is installed than the lockfile says, the version tells of both: a program runs with what is installed.
 */
export async function readPackages(root: string): Promise<WorkspacePackages> {
  const needs = await readNeeds(root);
  const [declared = "", installed = declared] = await Promise.all(
    [LOCKFILE, INSTALLED].map((file) => readText(join(root, file))),
  );
  const versions = readLock(declared);
  const others = installed === declared ? versions : readLock(installed);
  const foldersOf = (...folders: readonly string[]) => [...reach(folders, (next) => needs.get(next) ?? [])];
  return {
    foldersOf,
    versionsOf: (...start) => {
      const folders = foldersOf(...start);
      const wanted = versions(folders);
      const found = others(folders);
      const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].sort();
      const said = (name: string) =>
        wanted[name] === found[name]
          ? `${wanted[name]}`
          : `${wanted[name] ?? "none"}, installed: ${found[name] ?? "none"}`;
      return Object.fromEntries(names.map((name) => [name, said(name)]));
    },
  };
}

/** The versions that a lockfile gives to some folders' packages and to all that those need. */
function readLock(text: string): (folders: readonly string[]) => PackageVersions {
  const lock: unknown = parse(text);
  const importers = branch(lock, "importers");
  const snapshots = branch(lock, "snapshots");
  return (folders) => {
    if (!isTree(lock)) return {};
    // A package that the lockfile does not have yet may get anything of it.
    if (folders.some((folder) => branch(importers, folder) === undefined)) return { [LOCKFILE]: hashOf(text) };
    const start = folders.flatMap((folder) => wants(branch(importers, folder), snapshots));
    return versionsByName(reach(start, (key) => wants(branch(snapshots, key), snapshots)));
  };
}

/** By folder of a package, the folders of those packages of the workspace that it depends on. */
async function readNeeds(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const workspace: unknown = parse((await readText(join(root, "pnpm-workspace.yaml"))) ?? "");
  const patterns = branch(workspace, "packages");
  const manifests = asList(patterns).flatMap((pattern) =>
    globSync(`${String(pattern)}/package.json`, { cwd: root }).map((path) => path.replaceAll("\\", "/")),
  );
  const rows = await Promise.all(
    manifests.map(async (path) => {
      const manifest: unknown = parse((await readText(join(root, path))) ?? "");
      const wanted = KINDS.flatMap((kind) => Object.keys(branch(manifest, kind) ?? {}));
      return { name: branch(manifest, "name"), folder: posix.dirname(path), wanted };
    }),
  );
  const folders = new Map(rows.map(({ name, folder }) => [name, folder]));
  return new Map(rows.map(({ folder, wanted }) => [folder, wanted.flatMap((name) => folders.get(name) ?? [])]));
}

/** Keys in `snapshots` of what an entry of the lockfile depends on; links lead to packages of this workspace. */
function wants(entry: unknown, snapshots: unknown): string[] {
  return KINDS.flatMap((kind) => Object.entries(branch(entry, kind) ?? {})).flatMap(([name, found]) => {
    const version = String(isTree(found) ? found.version : found);
    if (version.startsWith("link:")) return [];
    // Under an alias the version is the whole key: `string-width-cjs: string-width@4.2.3`.
    return [branch(snapshots, version) === undefined ? `${name}@${version}` : version];
  });
}

/** `@pulumi/aws@7.48.0(typescript@7.0.2)` is version 7.48.0 of @pulumi/aws: its peers are in the list themselves. */
function versionsByName(keys: Iterable<string>): PackageVersions {
  const versions = new Map<string, Set<string>>();
  for (const key of keys) {
    const [whole = key] = key.split("(");
    const patch = /\(patch_hash=[^)]*\)/.exec(key)?.[0] ?? "";
    const at = whole.indexOf("@", 1);
    const name = whole.slice(0, at);
    versions.set(name, (versions.get(name) ?? new Set()).add(`${whole.slice(at + 1)}${patch}`));
  }
  return Object.fromEntries([...versions].sort().map(([name, found]) => [name, [...found].sort().join(", ")]));
}

function reach<Node>(start: readonly Node[], next: (node: Node) => readonly Node[]): ReadonlySet<Node> {
  const seen = new Set(start);
  // A set that grows while it is walked is walked to its end.
  for (const node of seen) for (const other of next(node)) seen.add(other);
  return seen;
}

function hashOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function branch(tree: unknown, key: string): unknown {
  return isTree(tree) ? tree[key] : undefined;
}

async function readText(file: string): Promise<string | undefined> {
  return await readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
}
