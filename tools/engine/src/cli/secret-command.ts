import { execa } from "execa";
import { engineFailure } from "../run/failure.ts";
import { type LayerPlace, workFolder } from "../run/work-folder.ts";
import type { Engine } from "./engine.ts";

/**
 * Runs the CLI once for a stack with a secret in its input or output: through pipes alone, so that none is in an argument, a
 * variable or a file.
 *
 * @param words the command, without its stack
 * @param input what it reads. @default - nothing
 * @returns what it wrote
 * @throws StrataError ENGINE_FAILED, in the engine's own words
 */
export async function runWithSecret(
  engine: Engine,
  place: LayerPlace,
  words: readonly string[],
  input = "",
): Promise<string> {
  const ran = await execa(engine.command, [...words, "--stack", place.environment, "--non-interactive"], {
    cwd: await workFolder(place),
    env: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    input,
    reject: false,
  });
  if (ran.exitCode === 0) return ran.stdout;
  const { stderr } = ran;
  const operation = words.slice(0, 2).join(" ");
  const cause = new Error(`pulumi ${operation} ended with ${ran.exitCode}`);
  throw engineFailure({ place, operation, errors: [], stderr, stateAt: "the state backend", cause });
}
