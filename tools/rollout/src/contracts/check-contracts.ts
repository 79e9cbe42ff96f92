import { type LayerName, loadEnvironment } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";
import type { LayerGraph } from "../layer-graph.ts";
import type { RolloutRequest } from "../request.ts";
import { type Break, contractBroken } from "./broken-error.ts";
import { type ContractSchema, type ContractSchemas, readContracts } from "./contract-file.ts";
import { type StandingLayer, standingOn, standsOn } from "./dependents.ts";
import { shapeChange } from "./value-shape.ts";

/** What a check of contracts is about. */
export interface ContractScope {
  readonly graph: LayerGraph;
  readonly request: RolloutRequest;
  readonly engine: EngineDoor;
  /** The layers that take part in the rollout. */
  readonly layers: readonly LayerName[];
}

/**
 * Refuses a rollout whose contracts, as they are written now, lack an output that a deployed layer stands on. Costs no engine.
 * Throws CONTRACT_BROKEN.
 */
export async function checkWrittenContracts(scope: ContractScope): Promise<void> {
  const { graph, request, engine, layers } = scope;
  const contracts = await readContracts(request.root);
  if (contracts === undefined) return;
  const { outputs: further } = loadEnvironment(request.root, request.environment, request.config);
  const breaks: Break[] = [];
  for (const upstream of layers) {
    const contract = contracts.get(upstream);
    if (contract === undefined) continue;
    const deployed = Object.keys((await engine.readStack(upstream, request.environment)).outputs);
    const known = new Set([...Object.keys(contract.properties), ...Object.keys(further[upstream] ?? {})]);
    const gone = deployed.filter((output) => !known.has(output));
    if (gone.length === 0) continue;
    const standing = await standingOn(upstream, graph, request.environment, engine);
    for (const output of gone)
      breaks.push(...breakOf(scope, { upstream, output, change: "is removed", standing, contracts }));
  }
  refuse(breaks, request.environment);
}

/** Whether a deployed layer that takes no part in the rollout stands on a layer. */
export async function hasOutsideDependents(upstream: LayerName, scope: ContractScope): Promise<boolean> {
  const { graph, request, engine, layers } = scope;
  return (await standingOn(upstream, graph, request.environment, engine, layers)).length > 0;
}

/**
 * Refuses planned outputs of a layer that lack what a deployed layer stands on, or have it in another shape. A dependent of
 * the same rollout that will not read it any more is none. Throws CONTRACT_BROKEN.
 *
 * @param planned outputs as a preview gives them
 */
export async function checkPlannedOutputs(
  upstream: LayerName,
  planned: Readonly<Record<string, unknown>>,
  scope: ContractScope,
): Promise<void> {
  const { graph, request, engine } = scope;
  const { outputs: deployed } = await engine.readStack(upstream, request.environment);
  const changes = Object.entries(deployed).flatMap(([output, value]) => {
    const change = output in planned ? shapeChange(value, planned[output]) : "is removed";
    return change === undefined ? [] : [{ output, change }];
  });
  if (changes.length === 0) return;
  const contracts = await readContracts(request.root);
  const standing = await standingOn(upstream, graph, request.environment, engine);
  refuse(
    changes.flatMap((row) => breakOf(scope, { ...row, upstream, standing, contracts })),
    request.environment,
  );
}

interface Change {
  readonly upstream: LayerName;
  readonly output: string;
  readonly change: string;
  readonly standing: readonly StandingLayer[];
  readonly contracts: ContractSchemas | undefined;
}

function breakOf(
  { layers }: ContractScope,
  { upstream, output, change, standing, contracts }: Change,
): readonly Break[] {
  const contract = contracts?.get(upstream);
  const dependents = standing
    .filter((row) => standsOn(row, output))
    .filter((row) => !layers.includes(row.layer) || !goesAlong(row, output, change, contract))
    .map(({ layer, names, consumed }) => ({ layer, place: names.get(output), known: consumed !== undefined }));
  return dependents.length === 0 ? [] : [{ upstream, output, change, dependents }];
}

/** Whether a layer of the same rollout will do without: its program reads it no more, or its contract lets it be absent. */
function goesAlong(
  { reads, names }: StandingLayer,
  output: string,
  change: string,
  contract: ContractSchema | undefined,
): boolean {
  if (!reads || !names.has(output)) return true;
  const optional = contract !== undefined && output in contract.properties && !contract.required.includes(output);
  return change === "is removed" && optional;
}

function refuse(breaks: readonly Break[], environment: string): void {
  const [first, ...more] = breaks;
  if (first !== undefined) throw contractBroken([first, ...more], environment);
}
