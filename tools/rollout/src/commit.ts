import { execa } from "execa";
import type { RolloutRecord } from "./record.ts";

/** The commit that a workspace stands on, and whether its files differ; null where git does not know it. */
export async function readCommit(root: string): Promise<RolloutRecord["commit"]> {
  const git = (...words: string[]) => execa("git", words, { cwd: root, reject: false });
  const [head, changes] = await Promise.all([git("rev-parse", "HEAD"), git("status", "--porcelain")]);
  return head.failed || changes.failed ? null : { id: head.stdout, dirty: changes.stdout !== "" };
}
