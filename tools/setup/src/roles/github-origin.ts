import { execa } from "execa";

/** Any user or token before the @ is left where it is. `ssh.github.com` is GitHub's SSH at port 443. */
const GITHUB =
  /^(?:(?:https?|ssh):\/\/)?(?:[^@/]+@)?(?:ssh\.)?github\.com(?::\d+)?[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/** `acme/platform` where the repository's origin is GitHub's; undefined for any other, and where there is none. */
export async function readGithubOrigin(root: string): Promise<string | undefined> {
  const { stdout } = await execa("git", ["remote", "get-url", "origin"], { cwd: root, reject: false });
  return githubRepository(stdout ?? "");
}

/** @param url such as `git@github.com:acme/platform.git` */
export function githubRepository(url: string): string | undefined {
  return GITHUB.exec(url.trim())?.[1];
}
