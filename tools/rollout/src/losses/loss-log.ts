import type { EngineEvent, StoredResource } from "@strata/engine";
import { storedResource } from "@strata/engine/values";
import { type LayerName, parseUrn } from "@strata/shared-config";
import type { Loss } from "../record.ts";
import type { RolloutHost } from "../request.ts";
import { LASTING_TYPES } from "./lasting-types.ts";

/** The engine's words for steps after which a resource, or the one that it replaces, is gone. */
const DEEDS: ReadonlyMap<string, Loss["deed"]> = new Map([
  ["delete", "delete"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["delete-replaced", "replace"],
]);

/** What goes for good when a resource is deleted; undefined where nothing does. */
export function lossOf(resource: StoredResource, deed: Loss["deed"]): Loss | undefined {
  const { urn, type, id, custom, external, retained, inputs } = resource;
  if (!custom || external || retained) return undefined;
  const row = LASTING_TYPES.find((lasting) => lasting.type === type && (lasting.when?.(inputs) ?? true));
  return row === undefined ? undefined : { urn, type, name: parseUrn(urn).name, id, deed, loses: row.loses };
}

/** What a run deletes, or would delete, that nothing brings back: each told to the host once, when it is first known. */
export class LossLog {
  readonly #host: Pick<RolloutHost, "notify">;
  readonly #losses = new Map<LayerName, Map<string, Loss>>();

  constructor(host: Pick<RolloutHost, "notify">) {
    this.#host = host;
  }

  /** Takes all that a layer holds, before it is destroyed. */
  takeStack(layer: LayerName, resources: readonly StoredResource[]): void {
    for (const resource of resources) this.#take(layer, lossOf(resource, "delete"));
  }

  /** Takes an event of the engine. */
  takeEvent(layer: LayerName, { resourcePreEvent, resOutputsEvent }: EngineEvent): void {
    const metadata = resourcePreEvent?.metadata ?? resOutputsEvent?.metadata;
    const deed = metadata === undefined ? undefined : DEEDS.get(metadata.op);
    if (metadata?.old === undefined || deed === undefined) return;
    this.#take(layer, lossOf(storedResource(metadata.old), deed));
  }

  /** What is known of a layer, in the order in which it became known. */
  of(layer: LayerName): readonly Loss[] {
    return [...(this.#losses.get(layer)?.values() ?? [])];
  }

  #take(layer: LayerName, loss: Loss | undefined): void {
    const known = this.#losses.get(layer) ?? new Map<string, Loss>();
    if (loss === undefined || known.has(loss.urn)) return;
    this.#losses.set(layer, known.set(loss.urn, loss));
    this.#host.notify({ code: "permanent-loss", data: { layer, ...loss } });
  }
}
