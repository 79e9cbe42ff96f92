/**
 * Order of a run: the state is checked for room → the program is loaded → the engine runs beside it, and its events are
 * added up → what failed is told as one error. After a destroy the stack, empty by then, is taken out of the state.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { type LayerName, localBackendFolder } from "@strata/shared-config";
import type { ConsumedOutput, GivenOutputs } from "@strata/shared-config/layer";
import { openCommand } from "../cli/command.ts";
import type { Engine } from "../cli/engine.ts";
import { EngineLeash } from "../cli/engine-leash.ts";
import { leashedCommand } from "../cli/leashed-command.ts";
import { type PackProgram, writePackPrograms } from "../policies/pack-programs.ts";
import { policyFailure } from "../policies/policy-failure.ts";
import type { PolicyPack } from "../policies/policy-pack.ts";
import { checkStateFolder, filledUp } from "../state/check-state.ts";
import { readStoredStack } from "../state/read-state.ts";
import { backendUrl } from "../store/backend-url.ts";
import { openStore } from "../store/open-store.ts";
import { bindCallbacks } from "./callback-context.ts";
import type { ChangeCounts } from "./changes.ts";
import { engineFailure, isCommandError } from "./failure.ts";
import { type Operation, operate } from "./operate.ts";
import type { PlannedStep } from "./planned-step.ts";
import { loadProgram } from "./program.ts";
import { withProgramErrors } from "./program-errors.ts";
import { ProgramRun } from "./program-run.ts";
import { RoomWatch } from "./room-watch.ts";
import { RunLog } from "./run-log.ts";
import { type LayerPlace, workFolder } from "./work-folder.ts";

/** One run of one layer. */
export interface LayerRun extends LayerPlace {
  readonly operation: Operation;
  /** Stack configuration for this run only, above what the stack's own file says: `strata:<path>` → value. */
  readonly config: Readonly<Record<string, string>>;
  /** The resources that a refresh is about, by URN; each must be in the state. @default - all */
  readonly targets?: readonly string[];
  /** Receives the engine's events as they come, without its debug messages. */
  readonly onEvent: (event: EngineEvent) => void;
  /** Asks the engine of this run to end. @default - nobody does */
  readonly leash?: EngineLeash;
  /** Outputs that the program takes for those of its upstreams. @default - the engine reads what is deployed */
  readonly upstreams?: ReadonlyMap<LayerName, GivenOutputs>;
  /** Policy packs that judge a preview or a deploy. @default - none */
  readonly policies?: readonly PolicyPack[];
}

/** What a run of a layer came to. */
export interface LayerOutcome {
  readonly changes: ChangeCounts;
  /** The stack's outputs; a secret is the text `[secret]`, and what only a deploy can tell is `UNKNOWN`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Of a preview: the outputs for the programs of its dependents, with secrets that are masked once written. */
  readonly planned?: Readonly<Record<string, unknown>>;
  /** What became of each resource that did not stay as it was. By URN. @default - not told */
  readonly steps?: readonly PlannedStep[];
  /** What the program read of its upstreams, each output once. By upstream and output. */
  readonly consumed: readonly ConsumedOutput[];
  /**
   * Paths of the environment that the program read, each once; of a map its keys were read, of anything else the value.
   * @default - the program did not say: it may have read all of it
   */
  readonly reads?: readonly (readonly string[])[];
  /** Resources in the state afterwards (for a preview: that would be in it), without the stack and its providers. */
  readonly resources: number;
  /** Warnings and errors, each once. */
  readonly diagnostics: readonly string[];
  /** What the program wanted to be known, each once. */
  readonly notes: readonly string[];
  readonly durationMs: number;
}

/**
 * Runs the program of a layer in this process, and the engine beside it. Backend, passphrase and providers come from
 * the environment variables. Runs of several layers may overlap.
 *
 * @throws StrataError the one that the program threw; else ENGINE_FAILED with the engine's errors, POLICY_VIOLATED,
 * POLICY_PACK_FAILED, DISK_FULL, STATE_UNWRITABLE or LAYER_FILE_INVALID
 */
export async function runLayer(engine: Engine, run: LayerRun): Promise<LayerOutcome> {
  const started = performance.now();
  bindCallbacks();
  const { root, layer, environment, operation, config, targets } = run;
  const place = { root, layer, environment };
  const folder = await workFolder(place);
  const stateFolder = localBackendFolder(backendUrl(folder), folder);
  if (stateFolder !== undefined) await checkStateFolder(stateFolder);
  const store = openStore(folder);
  const mayExist = store === undefined || (await readStoredStack(store, layer, environment)) !== undefined;

  const leash = run.leash ?? new EngineLeash();
  const log = new RunLog((event) => {
    leash.heard();
    run.onEvent(event);
  });
  const runsProgram = operation === "preview" || operation === "deploy";
  const told = new ProgramRun(log, run.upstreams);
  const program = runsProgram ? told.watch(await loadProgram(root, layer)) : undefined;
  const command = leashedCommand(await openCommand(engine.command), leash);
  const scratch = await mkdtemp(join(tmpdir(), "strata-run-"));
  const room = stateFolder === undefined ? undefined : new RoomWatch(stateFolder, leash);
  let packs: readonly PackProgram[] = [];
  try {
    packs = await writePackPrograms(root, run.policies ?? [], scratch);
    const policyPacks = packs.map(({ executable }) => executable);
    const call = { command, place, operation, config, targets, folder, scratch, mayExist, program, log, policyPacks };
    const errors = { project: layer, stack: environment, onError: log.takeProgramError };
    await withProgramErrors(errors, () => operate(call));
  } catch (cause) {
    if (log.programError !== undefined) throw log.programError;
    if (!isCommandError(cause)) throw cause;
    if (stateFolder !== undefined && room?.isFull === true) throw filledUp(place, stateFolder, cause);
    const stateAt = store?.place ?? "the state backend";
    const failed = { place, operation, errors: log.errors, stderr: log.stderr, stateAt, cause };
    throw (await policyFailure(failed, packs, log.violations)) ?? engineFailure(failed);
  } finally {
    room?.stop();
    await rm(scratch, { recursive: true, force: true });
  }
  const { diagnostics, notes } = log;
  return {
    ...log.tally.total(),
    ...(operation === "preview" ? await told.planned() : {}),
    consumed: told.consumed,
    ...told.reads,
    diagnostics,
    notes,
    durationMs: Math.round(performance.now() - started),
  };
}
