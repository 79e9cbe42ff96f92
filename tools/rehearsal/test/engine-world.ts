import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import {
  type EngineEvent,
  LocalWorkspace,
  type OpType,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import { parseUrn } from "@strata/shared-config";
import {
  type AccountRow,
  openWorld,
  readAccount,
  rehearsalEnvironment,
  startCloud,
  stopCloud,
  type World,
} from "../src/index.ts";

/** One step that the engine took or planned. */
export interface Step {
  readonly op: OpType;
  /** `<type> <name>` */
  readonly resource: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Paths of the properties that differ. */
  readonly differs: readonly string[];
}

/** What a run did. */
export interface Run {
  readonly steps: readonly Step[];
  /** Steps other than "same", without those of the stack itself. */
  readonly changed: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly errors: readonly string[];
}

/** A stack on the real engine, in a world of its own. */
export interface TestStack {
  readonly preview: () => Promise<Run>;
  readonly up: () => Promise<Run>;
  readonly refresh: () => Promise<Run>;
  readonly destroy: () => Promise<Run>;
}

/** A simulated world in a temporary folder, with its cloud running. */
export interface EngineWorld {
  readonly world: World;
  readonly stack: (name: string, program: PulumiFn, config?: Readonly<Record<string, string>>) => Promise<TestStack>;
  readonly account: () => readonly AccountRow[];
  /** Starts the cloud again after its process ended; its stacks use it from then on. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Makes a world and starts its cloud. */
export async function openEngineWorld(): Promise<EngineWorld> {
  const root = mkdtempSync(join(tmpdir(), "rehearsal-"));
  const world = openWorld(root);
  const cloud = await startCloud(world);
  const envVars = rehearsalEnvironment(world, cloud.port);
  const pulumiCommand = await PulumiCommand.get({ root: join(homedir(), ".pulumi", "versions", pinnedVersion()) });
  const stacks: Stack[] = [];
  return {
    world,
    stack: async (stackName, program, config = { "aws:region": "eu-central-1" }) => {
      const stack = await LocalWorkspace.createOrSelectStack(
        { projectName: "network", stackName, program },
        { envVars, pulumiCommand },
      );
      await stack.setAllConfig(
        Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])),
        true,
      );
      stacks.push(stack);
      return onStack(stack);
    },
    account: () => readAccount(world.account),
    restart: async () => {
      Object.assign(envVars, rehearsalEnvironment(world, (await startCloud(world)).port));
      for (const { workspace } of stacks) workspace.envVars = { ...envVars };
    },
    close: async () => {
      await stopCloud(world);
      rmSync(root, { recursive: true });
    },
  };
}

/** The engine's version stands in one place: the module file that it is built from. */
function pinnedVersion(): string {
  const text = readFileSync(new URL("../../engine/go/cli/go.mod", import.meta.url), "utf8");
  return /pulumi\/pkg\/v3 v(\S+)/.exec(text)?.[1] ?? "";
}

function onStack(stack: Stack): TestStack {
  // The Automation API starts the CLI four more times to ask for what the events have told already.
  stack.outputs = async () => ({});
  stack.info = async () => undefined;
  const run = async (operate: (onEvent: (event: EngineEvent) => void) => Promise<unknown>): Promise<Run> => {
    const events: EngineEvent[] = [];
    const errors: string[] = [];
    try {
      await operate((event) => events.push(event));
    } catch (error) {
      errors.push(String(error));
    }
    return readRun(events, errors);
  };
  return {
    preview: () => run((onEvent) => stack.preview({ onEvent })),
    up: () => run((onEvent) => stack.up({ onEvent })),
    refresh: () => run((onEvent) => stack.refresh({ onEvent })),
    destroy: () => run((onEvent) => stack.destroy({ onEvent })),
  };
}

function readRun(events: readonly EngineEvent[], thrown: readonly string[]): Run {
  const steps: Step[] = [];
  let outputs: Readonly<Record<string, unknown>> = {};
  const errors: string[] = [];
  for (const event of events) {
    const { diagnosticEvent } = event;
    if (diagnosticEvent?.severity === "error") errors.push(diagnosticEvent.message);
    const metadata = event.resOutputsEvent?.metadata;
    if (!metadata) continue;
    if (metadata.type === "pulumi:pulumi:Stack") outputs = metadata.new?.outputs ?? outputs;
    if (/^pulumi:/.test(metadata.type)) continue;
    steps.push({
      op: metadata.op,
      resource: `${metadata.type} ${parseUrn(metadata.urn).name}`,
      inputs: metadata.new?.inputs ?? {},
      outputs: metadata.new?.outputs ?? {},
      differs: Object.keys(metadata.detailedDiff ?? {}),
    });
  }
  const changed = steps
    .filter((step) => step.op !== "same" && step.op !== "refresh")
    .map((step) => `${step.op} ${step.resource}`);
  return { steps, changed, outputs, errors: [...errors, ...thrown] };
}

/** What the engine shows for a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
