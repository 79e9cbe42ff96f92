import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LAYERS } from "@strata/shared-config";
import type { Answers } from "../src/ask/question.ts";
import { type Aws, openAws } from "../src/aws/aws.ts";
import type { SetupEvent } from "../src/setup-host.ts";
import type { SetupContext } from "../src/steps/step.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** A repository of its own with the products and tiers of this one, no environment, and the engine's folders of the layers. */
export class SetupPlace {
  readonly root = mkdtempSync(join(tmpdir(), "strata-setup-"));
  readonly environment: string;
  readonly events: SetupEvent[] = [];
  /** Seconds that the host has waited; a test's waiting takes none. */
  waited = 0;

  constructor(environment: string, text?: string) {
    this.environment = environment;
    for (const part of ["products", "tiers"]) symlinkSync(join(REPOSITORY, part), join(this.root, part), "dir");
    mkdirSync(join(this.root, "environments"));
    for (const layer of LAYERS) {
      mkdirSync(join(this.root, "stacks", layer), { recursive: true });
      const project = join("stacks", layer, "Pulumi.yaml");
      cpSync(join(REPOSITORY, project), join(this.root, project));
    }
    // The pin of the engine is there.
    symlinkSync(join(REPOSITORY, "tools"), join(this.root, "tools"), "dir");
    if (text !== undefined) writeFileSync(this.file, text);
  }

  get file(): string {
    return join(this.root, "environments", `${this.environment}.yaml`);
  }

  /** The environment's file; undefined where there is none. */
  get text(): string | undefined {
    return existsSync(this.file) ? readFileSync(this.file, "utf8") : undefined;
  }

  /** Names of all files beside the environment's. */
  get environments(): readonly string[] {
    return readdirSync(join(this.root, "environments")).sort();
  }

  /** What a step is given. */
  context(
    answers: Answers,
    given: {
      readonly secrets?: ReadonlyMap<string, string>;
      readonly accountId?: string;
      readonly pause?: () => Promise<void>;
      readonly aws?: Aws;
    } = {},
  ): SetupContext {
    return {
      root: this.root,
      environment: this.environment,
      answers,
      secrets: given.secrets ?? new Map(),
      aws: given.aws ?? openAws("eu-central-1"),
      accountId: given.accountId ?? "123456789012",
      host: {
        notify: (event) => this.events.push(event),
        now: () => new Date(Date.now() + this.waited * 1000),
        pause: async (milliseconds) => {
          this.waited += milliseconds / 1000;
          await given.pause?.();
        },
        signal: new AbortController().signal,
      },
    };
  }

  leave(): void {
    rmSync(this.root, { recursive: true });
  }
}
