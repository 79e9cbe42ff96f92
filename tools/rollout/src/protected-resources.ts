import { type LayerName, StrataError } from "@strata/shared-config";
import type { EngineDoor } from "./engine-door.ts";
import type { RolloutRequest } from "./request.ts";

/**
 * Refuses to destroy layers of which the engine would refuse a part: before anything is gone, not half way through.
 * Throws RESOURCE_PROTECTED, naming each such resource and the way to opt out.
 */
export async function checkProtected(
  layers: readonly LayerName[],
  { environment }: RolloutRequest,
  engine: EngineDoor,
): Promise<void> {
  const found = await Promise.all(
    layers.map(async (layer) => ({
      layer,
      resources: (await engine.readStack(layer, environment)).protectedResources,
    })),
  );
  const kept = found.filter(({ resources }) => resources.length > 0);
  if (kept.length === 0) return;
  const lines = kept.flatMap(({ layer, resources }) => resources.map((resource) => `  ${layer}: ${resource}`));
  const command = layers.length === 1 ? `nx destroy ${layers[0]}` : `nx run-many -t destroy -p ${layers.join(",")}`;
  const again = `${command} -c ${environment}`;
  const others = kept.map(({ layer }) => layer).filter((layer) => layer !== "data");
  throw new StrataError("RESOURCE_PROTECTED", `${environment} has resources that are protected\n${lines.join("\n")}`, {
    hint:
      others.length > 0
        ? `take the option protect away in stacks/${others[0]}, nx deploy ${others[0]} -c ${environment}, then: ${again}`
        : `if all that is in them may go, set data.unprotected: true in environments/${environment}.yaml, nx deploy data -c ${environment}, then: ${again}`,
    fault: "user",
  });
}
