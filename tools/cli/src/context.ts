import { findRoot, StrataError } from "@strata/shared-config";
import type { Terminal } from "./terminal.ts";

/** Exit codes of every command. In progress: somebody else is at work there, so there is nothing to say yet. */
export const EXIT = { fine: 0, findings: 1, couldNotRun: 2, inProgress: 3, interrupted: 130 } as const;

/** What a command is given besides its arguments. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Absolute path of the repository. Throws WORKSPACE_MISSING outside of one. */
  readonly root: () => string;
  /** Says how the command ended. The last one counts. */
  readonly exit: (code: number) => void;
}

/** The repository around a folder. Throws WORKSPACE_MISSING. */
export function requireRoot(folder: string): string {
  const root = findRoot(folder);
  if (root !== undefined) return root;
  throw new StrataError("WORKSPACE_MISSING", `${folder} is not inside a Strata repository`, {
    hint: "change to a clone of the repository, then run the same command again",
    fault: "user",
  });
}
