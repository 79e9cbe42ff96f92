/*
 * The commit to compare with, so that what Nx calls affected holds all that has not been deployed.
 *
 * A layer's base is the commit of its last success. The environment's base is the newest commit that all of those come
 * after: of one line of history the oldest of them. Nx compares files between two commits and knows nothing else, so a
 * layer is refused as soon as that comparison could miss it: its commit is not in the history of what is checked out, or
 * what its stack has (a deploy of files that were in no commit, or half of one that failed) is not to be seen in git.
 */
import { type LayerName, StrataError } from "@strata/shared-config";
import { execa } from "execa";
import { type EngineDoor, openEngine } from "../engine-door.ts";
import type { Difference } from "./compare.ts";
import type { Judged } from "./verdict.ts";
import { judgeLayers } from "./why.ts";

/** The base of an environment. */
export interface Base {
  readonly commit: string;
  /** What a person should know of it: whose commit is another than that of its last deploy. */
  readonly notes: readonly string[];
}

/**
 * The commit from which an environment's layers have to be compared.
 * @throws StrataError BASE_UNKNOWN with the way to get there, where there is no commit that could not miss a layer
 */
export async function findBase(
  root: string,
  environment: string,
  open: (root: string) => Promise<EngineDoor> = openEngine,
): Promise<Base> {
  const git: Git = async (...words) => await execa("git", words, { cwd: root, reject: false });
  const unknown = (reason: string, hint = `nx run-many -t deploy -c ${environment}`) =>
    new StrataError("BASE_UNKNOWN", `${environment} has no base: ${reason}`, { hint, fault: "environment" });
  if ((await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")).failed) {
    throw unknown("this is no git repository with a commit");
  }
  const commits = new Set<string>();
  const notes: string[] = [];
  for (const { layer, judged } of await judgeLayers(root, environment, open)) {
    const found = await baseOf(layer, judged, git);
    if ("unknown" in found) throw unknown(found.unknown);
    const { commit } = found;
    if ((await git("merge-base", "--is-ancestor", commit, "HEAD")).failed) {
      const shallow = (await git("rev-parse", "--is-shallow-repository")).stdout === "true";
      const there = !(await git("cat-file", "-e", `${commit}^{commit}`)).failed;
      const reason = `${layer} was deployed from ${commit}, which ${there ? "is not in the history of what is checked out" : "this clone does not have"}`;
      throw shallow ? unknown(reason, "git fetch --unshallow") : unknown(reason);
    }
    commits.add(commit);
    if (found.note !== undefined) notes.push(found.note);
  }
  if (commits.size === 0) throw unknown("this workspace has no layer");
  const merged = await git("merge-base", "--octopus", ...commits);
  if (merged.failed) throw unknown(`its layers' commits have no common one: ${[...commits].join(", ")}`);
  return { commit: merged.stdout.trim(), notes };
}

/** Runs git in the workspace; never throws for what git refuses. */
type Git = (...words: readonly string[]) => Promise<{ readonly failed: boolean; readonly stdout: string }>;

type LayerBase = { readonly commit: string; readonly note?: string } | { readonly unknown: string };

async function baseOf(layer: LayerName, judged: Judged | undefined, git: Git): Promise<LayerBase> {
  if (judged === undefined) return { unknown: "its backend keeps nothing of earlier deploys" };
  const { memory, verdict } = judged;
  const { success, attempt } = memory;
  if (success === null) return { unknown: `${layer} has no deploy on record that succeeded` };
  if (success.commit === null) return { unknown: `${layer} was deployed from no git repository` };
  const { id, dirty } = success.commit;
  const commit = dirty ? success.cleanCommit : id;
  if (commit === null) return { unknown: `${layer} was only ever deployed with files that are in no commit` };
  const differences = verdict.status === "unchanged" ? [] : verdict.differences;
  const seen = await showsInGit(differences, commit, git);
  if (attempt !== null && !seen) {
    return { unknown: `the last ${attempt.operation} of ${layer} did not succeed, and no change in git tells of it` };
  }
  if (!dirty) return { commit };
  if (differences.length > 0 && !seen) {
    return { unknown: `${layer} was deployed with files that are in no commit, and no change in git tells of them` };
  }
  return {
    commit,
    note: `${layer} was deployed with files that were in no commit: its base is that of a deploy before`,
  };
}

/** Whether one of the things in which a layer differs is a file that git sees change: then Nx calls the layer affected. */
async function showsInGit(differences: readonly Difference[], commit: string, git: Git): Promise<boolean> {
  const files = (await git("diff", "--name-only", "-z", commit)).stdout.split("\0").filter((file) => file !== "");
  return differences.some(({ kind, what }) => {
    if (kind === "program") return files.includes(what);
    if (kind === "package") return files.includes("pnpm-lock.yaml");
    return kind === "setting" && files.some((file) => /^(environments|products|tiers)\//.test(file));
  });
}
