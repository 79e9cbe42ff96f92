import { loadEnvironment, optionInvalid, parseUrn } from "@strata/shared-config";
import { type Command, Option } from "commander";
import type { CommandContext } from "../context.ts";
import { faultLines } from "../fault-lines.ts";

const GRAMMAR = `
A fault in short:  <kind> <operation> <resource> [at=<n>] [once | always | times=<n> | chance=<0..1>] [<knob>=<value> …]

  kind       fail        an error of AWS's: code, message; after: the resource is made, and failed
             throttle    answers=<n> throttled answers, which the provider retries; 25 are too many
             slow        seconds=<n> of virtual time
             hold        milliseconds=<n> of real time, before or after the change: to stop a run in the middle
             hang        no answer until the simulated cloud is stopped
             disconnect  the connection is lost before or after the change
             crash       the provider's process ends before or after the change
             unseen      made, but not found by the next calls=<n> reads and look-ups
             unready     made, but refused in the next calls=<n> references to it; code
             exit        a one-off task ends with exitCode=<n>; message
             unstarted   a one-off task never starts; message
             endless     a one-off task runs until it is stopped
             unhealthy   a service whose new tasks never become healthy: ECS rolls it back
             drift       changed behind Pulumi's back: <property>=<value> …, or gone
  operation  create, update, delete, read, lookup; run, of a one-off task: the resource is its task definition
  resource   a type (aws:ecs/service:Service), a URN, or a name; * is any text
  at         which matching call is the first, from 1; the order is that of the engine's calls

Examples:
  strata rehearse threa-prod --fault "fail create aws:ecs/service:Service at=2 code=ClusterNotFoundException"
  strata rehearse threa-prod --fault "disconnect create aws:ec2/* after" --fault "fail delete * always"
  strata rehearse threa-prod --fault "exit run migration-task exitCode=3"
  strata rehearse threa-prod --fault "throttle create * chance=0.2 answers=3" --seed 7
`;

/** `--fault`, which may be repeated. */
export function faultOption(): Option {
  return new Option("--fault <words>", "a fault in short, may be repeated: strata rehearse faults --help")
    .argParser((value: string, before: readonly string[]) => [...before, value])
    .default([], "none");
}

interface FaultsOptions {
  readonly faults?: string;
  readonly fault: readonly string[];
  readonly seed?: string;
  readonly clear?: boolean;
  readonly schema?: boolean;
}

/** `strata rehearse faults`: what goes wrong in rehearsals by hand. */
export function faultsCommand(rehearse: Command, context: CommandContext): void {
  rehearse
    .command("faults")
    .description("arm faults for rehearsals by hand, or show what is armed and what struck")
    .option("--faults <file>", "a YAML or JSON file: seed, and a list of faults")
    .addOption(faultOption())
    .option("--seed <seed>", "decides what a fault with a chance strikes")
    .option("--clear", "disarm")
    .option("--schema", "print the JSON Schema of a file of faults")
    .addHelpText("after", GRAMMAR)
    .action((options: FaultsOptions) => armOrShow(options, context));
}

async function armOrShow(options: FaultsOptions, { terminal, root }: CommandContext): Promise<void> {
  const { armedFaults, armFaults, faultsJsonSchema, openWorld, readFaults } = await import("@strata/rehearsal");
  if (options.schema === true) {
    terminal.out(JSON.stringify(faultsJsonSchema(), undefined, 2));
    return;
  }
  const plan = readFaults({ file: options.faults, words: options.fault, seed: options.seed });
  const world = openWorld(root());
  if (options.clear === true || plan !== undefined) await armFaults(world, plan);
  const lines = faultLines(armedFaults(world));
  for (const line of lines) terminal.out(line);
  if (lines.length === 0) terminal.err("no faults are armed");
}

interface DriftOptions {
  readonly delete?: boolean;
}

/** `strata rehearse drift`: a change behind Pulumi's back. */
export function driftCommand(rehearse: Command, context: CommandContext): void {
  rehearse
    .command("drift")
    .description("change or delete a resource of the simulated account behind Pulumi's back")
    .argument("<environment>")
    .argument("<resource>", "a type, a URN or a name that means one resource; * is any text")
    .argument("[properties...]", "<property>=<value>, such as tags.Owner=somebody")
    .option("--delete", "delete it instead")
    .action((environment: string, resource: string, properties: readonly string[], options: DriftOptions) =>
      drift(environment, resource, properties, options, context),
    );
}

async function drift(
  environment: string,
  resource: string,
  properties: readonly string[],
  options: DriftOptions,
  { terminal, root }: CommandContext,
): Promise<void> {
  loadEnvironment(root(), environment);
  if ((options.delete === true) === properties.length > 0) {
    throw optionInvalid(
      "a drift is either --delete or at least one <property>=<value>",
      `strata rehearse drift ${environment} '${resource}' tags.Owner=somebody`,
    );
  }
  const { driftResource, openWorld, parseProperties } = await import("@strata/rehearsal");
  const urn = await driftResource(openWorld(root()), { environment, resource, set: parseProperties(properties) });
  terminal.out(`${options.delete === true ? "deleted" : "changed"} behind Pulumi's back: ${urn}`);
  terminal.err(`a refresh shows it: nx refresh ${parseUrn(urn).layer} -c ${environment}`);
}
