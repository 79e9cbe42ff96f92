import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import { GIVEN_SECRETS } from "./answers.ts";
import { copyRepository, type RepositoryCopy } from "./repository.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";

/** A user's clone, and an account in which nothing is. */
export interface EmptyAccount {
  readonly copy: RepositoryCopy;
  readonly standIn: StandIn;
  /** Runs a program of the clone to its end, and sees that it shows no secret. */
  readonly run: (program: string, ...words: readonly string[]) => Promise<Ran>;
  readonly close: () => Promise<void>;
}

/** What a program came to. */
export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly all: string;
}

export async function openEmptyAccount(): Promise<EmptyAccount> {
  const folder = mkdtempSync(join(tmpdir(), "strata-whole-"));
  const copy = copyRepository();
  const standIn = await startStandIn(folder);
  return {
    copy,
    standIn,
    run: async (program, ...words) => {
      const { exitCode, stdout, all } = await execa(process.execPath, [join(copy.root, program), ...words], {
        cwd: copy.root,
        env: { ...standIn.variables, STRATA_CREDENTIAL_TESTS: "off" },
        reject: false,
        all: true,
        stdin: "ignore",
      });
      for (const secret of GIVEN_SECRETS) expect(all).not.toContain(secret);
      return { exitCode, stdout, all };
    },
    close: async () => {
      await standIn.close();
      copy.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
