import type { EngineEvent } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { Step } from "./order.ts";
import { isBookKeeping } from "./resource-news.ts";
import type { Dependencies, LayerTrace, TracedResource } from "./trace.ts";

/** Listens to a run and keeps what happened to which resource. */
export class Tracer {
  readonly #resources = new Map<LayerName, Map<string, TracedResource>>();
  readonly #before = new Map<LayerName, Dependencies>();
  readonly #after = new Map<LayerName, Dependencies>();

  /** Takes what a layer's state said before its run. */
  takeBefore(layer: LayerName, dependencies: Dependencies): void {
    this.#before.set(layer, dependencies);
  }

  /** Takes what a layer's state said once its run succeeded. */
  takeAfter(layer: LayerName, dependencies: Dependencies): void {
    this.#after.set(layer, dependencies);
  }

  /** Takes an event of the engine, in the order in which it sent them. */
  takeEvent(layer: LayerName, event: EngineEvent): void {
    const metadata = event.resOutputsEvent?.metadata;
    if (metadata === undefined || metadata.op === "same" || isBookKeeping(metadata.type)) return;
    const rows = this.#resources.get(layer) ?? new Map<string, TracedResource>();
    this.#resources.set(layer, rows);
    const { urn, type, op } = metadata;
    const known = rows.get(urn);
    const settings = settingsOf((metadata.new ?? metadata.old)?.inputs ?? {});
    rows.set(urn, { urn, type, steps: [...(known?.steps ?? []), op], settings: { ...settings, ...known?.settings } });
  }

  /** What became of each layer, in the order of the rollout. */
  layers(steps: readonly Step[]): readonly LayerTrace[] {
    return steps.map(({ layer, waitsFor }) => {
      const rows = [...(this.#resources.get(layer)?.values() ?? [])];
      return {
        layer,
        waitsFor,
        resources: rows.sort((a, b) => (a.urn < b.urn ? -1 : 1)),
        before: this.#before.get(layer) ?? {},
        after: this.#after.get(layer) ?? {},
      };
    });
  }
}

/** Texts may be a secret that nobody marked; these cannot. */
function settingsOf(inputs: Readonly<Record<string, unknown>>): Record<string, number | boolean> {
  const settings: Record<string, number | boolean> = {};
  for (const [name, value] of Object.entries(inputs)) {
    if (typeof value === "number" || typeof value === "boolean") settings[name] = value;
  }
  return settings;
}
