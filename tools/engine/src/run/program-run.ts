import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { type LayerName, masked } from "@strata/shared-config";
import { type ConsumedOutput, type GivenOutputs, withUpstreams } from "@strata/shared-config/layer";
import { plannedOutputs } from "./planned-outputs.ts";
import type { LayerProgram } from "./program.ts";
import type { RunLog } from "./run-log.ts";

type Outputs = Readonly<Record<string, unknown>>;

/** What a program takes from outside while it runs, and what comes out of it. */
export class ProgramRun {
  readonly #log: RunLog;
  readonly #upstreams: ReadonlyMap<LayerName, GivenOutputs> | undefined;
  readonly #reads = new Map<string, ConsumedOutput>();
  readonly #settings = new Map<string, readonly string[]>();
  #planned: Promise<Outputs | undefined> = Promise.resolve(undefined);

  constructor(log: RunLog, upstreams: ReadonlyMap<LayerName, GivenOutputs> | undefined) {
    this.#log = log;
    this.#upstreams = upstreams;
  }

  /** The program, reading its upstreams from what is given, with its errors and outputs noted. */
  watch(program: LayerProgram): PulumiFn {
    const carrier = {
      noteSetting: (path: readonly string[]) => void this.#settings.set(JSON.stringify(path), path),
      noteError: this.#log.takeProgramError,
      given: (upstream: LayerName) => this.#upstreams?.get(upstream),
      noteRead: (read: ConsumedOutput) => void this.#reads.set(`${read.upstream} ${read.output}`, read),
    };
    return async () => {
      try {
        const outputs = await withUpstreams(carrier, program);
        // An output that fails fails the run too, which says so; this promise is asked only of one that succeeded.
        this.#planned = plannedOutputs(outputs ?? {}).catch(() => undefined);
        return outputs;
      } catch (error) {
        this.#log.takeProgramError(error);
        throw error;
      }
    };
  }

  /** What the program read of its upstreams, by upstream and output. */
  get consumed(): readonly ConsumedOutput[] {
    return [...this.#reads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
  }

  /** The paths of the environment that the program read, each once; nothing for a program that did not say. */
  get reads(): { readonly reads?: readonly (readonly string[])[] } {
    return this.#settings.size === 0 ? {} : { reads: [...this.#settings.values()] };
  }

  /** What the outputs will be: as they are for programs, and masked. Call it once a preview has succeeded. */
  async planned(): Promise<{ readonly planned?: Outputs; readonly outputs?: Outputs }> {
    const planned = await this.#planned;
    if (planned === undefined) return {};
    return { planned, outputs: Object.fromEntries(Object.entries(planned).map(([key, each]) => [key, masked(each)])) };
  }
}
