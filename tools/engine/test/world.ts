import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EngineEvent, type LayerOutcome, type LayerRun, requireEngine, runLayer } from "@strata/engine";
import { vi } from "vitest";

const FIXTURES = fileURLToPath(new URL("fixtures/", import.meta.url));
const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));

/** The engine of this machine. */
export const engine = await requireEngine(REPOSITORY);

/** A state backend and engine home of its own, with which the environment variables are set until it is left. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), "strata-engine-"));
  readonly state = join(this.folder, "state");
  readonly events: EngineEvent[] = [];
  #root = "";

  private constructor() {
    for (const name of ["state", "home"]) mkdirSync(join(this.folder, name));
    vi.stubEnv("PULUMI_BACKEND_URL", `file://${this.state}?metadata=skip`);
    vi.stubEnv("PULUMI_HOME", join(this.folder, "home"));
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "rehearsal");
  }

  /** The layers of a fixture in a rehearsal. */
  static rehearsal(fixture: string): World {
    const world = new World();
    vi.stubEnv("STRATA_REHEARSAL", world.folder);
    world.#root = join(FIXTURES, fixture);
    return world;
  }

  /** A copy of a fixture's layers as a repository for real accounts: the engine works in `stacks/<layer>`. */
  static repository(fixture: string): World {
    const world = new World();
    vi.stubEnv("STRATA_REHEARSAL", undefined);
    world.#root = join(world.folder, "repository");
    cpSync(join(FIXTURES, fixture), world.#root, { recursive: true });
    symlinkSync(fileURLToPath(new URL("../node_modules", import.meta.url)), join(world.#root, "node_modules"));
    return world;
  }

  /** The folder of a layer. */
  layer(name: string): string {
    return join(this.#root, "stacks", name);
  }

  /** Runs a layer in the environment `threa-prod`. */
  run(
    operation: LayerRun["operation"],
    layer: LayerRun["layer"],
    config: Record<string, string> = {},
    command = engine.command,
    upstreams?: LayerRun["upstreams"],
  ): Promise<LayerOutcome> {
    const onEvent = (event: EngineEvent) => this.events.push(event);
    const run = { root: this.#root, layer, environment: "threa-prod", operation, config, onEvent };
    const given = upstreams === undefined ? run : { ...run, upstreams };
    return runLayer({ ...engine, command }, given);
  }

  leave(): void {
    vi.unstubAllEnvs();
    rmSync(this.folder, { recursive: true });
  }
}
