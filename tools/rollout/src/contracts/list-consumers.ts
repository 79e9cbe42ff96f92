import { type LayerName, openEnvironment } from "@strata/shared-config";
import { openReader, type StateReader } from "../open-reader.ts";
import { planOrder } from "../order.ts";
import { readLayers } from "../read-layers.ts";
import { type ContractSchema, readContracts } from "./contract-file.ts";
import { type StandingLayer, standingOn, standsOn } from "./dependents.ts";

/** An output of a deployed layer, and another deployed layer that stands on it. */
export interface ConsumerRow {
  readonly upstream: LayerName;
  readonly output: string;
  readonly consumer: LayerName;
  /** Noted: it read it when it was deployed. Named: its program names it, and nobody noted what it read. */
  readonly by: "noted" | "named";
  /** Whether the upstream, as it is deployed, has it. */
  readonly deployed: boolean;
  /** Whether the contract, as it is written now, has it. */
  readonly promised: boolean;
  /** Its consumer cannot be deployed again as it is: what it reads is gone, or is promised no more. */
  readonly broken: boolean;
}

/**
 * Who consumes what in an environment, by layer in the order of a deploy, and by output. Needs no secret key. Of a layer
 * whose consumption nobody noted, what its program names is listed.
 */
export async function listConsumers(
  root: string,
  environment: string,
  open: (root: string) => Promise<StateReader> = openReader,
): Promise<readonly ConsumerRow[]> {
  openEnvironment(root, environment);
  const graph = await readLayers(root);
  const contracts = await readContracts(root);
  const reader = await open(root);
  const names = graph.layers.map(({ name }) => name);
  const rows: ConsumerRow[] = [];
  for (const { layer: upstream } of planOrder(graph, names, "upstreams-first")) {
    const { entries, outputs } = await reader.readStack(upstream, environment);
    if (entries === 0) continue;
    const contract = contracts?.get(upstream);
    const standing = await standingOn(upstream, graph, environment, reader);
    for (const row of standing) {
      const candidates = [...new Set([...Object.keys(outputs), ...(row.consumed ?? [])])].sort();
      for (const output of candidates.filter((name) => isConsumed(row, name))) {
        const by = row.consumed === undefined ? "named" : "noted";
        const { layer: consumer } = row;
        rows.push({ upstream, output, consumer, by, ...stateOf(output, output in outputs, contract) });
      }
    }
  }
  return rows;
}

function isConsumed(row: StandingLayer, output: string): boolean {
  return row.consumed === undefined ? row.names.has(output) : standsOn(row, output);
}

function stateOf(
  output: string,
  deployed: boolean,
  contract: ContractSchema | undefined,
): Pick<ConsumerRow, "deployed" | "promised" | "broken"> {
  const promised = contract === undefined || output in contract.properties;
  const mayBeAbsent = contract !== undefined && promised && !contract.required.includes(output);
  return { deployed, promised, broken: !promised || (!deployed && !mayBeAbsent) };
}
