import { isSecretPath, shapeOf } from "../layer/secret-paths.ts";
import { misfit } from "../layer/secret-shape.ts";
import type { LayerName } from "../layers.ts";
import type { Environment } from "../resolve.ts";

/** A secret of a stack's config, and the layers whose stacks want it. */
export interface NeededSecret {
  readonly path: string;
  readonly layers: readonly LayerName[];
}

/** The secrets without which an environment cannot be deployed. */
export function neededSecrets({ data, edge }: Environment): NeededSecret[] {
  const { mode, password } = data.postgres;
  const database =
    mode === "external"
      ? ["data.postgres.url"]
      : mode !== "none" && password === "config"
        ? ["data.postgres.password"]
        : [];
  const entries = Object.entries(data.secrets.entries)
    .filter(([, { presence }]) => presence === "required")
    .flatMap(([key, { source }]) => {
      if (source === "config") return [`data.secrets.entries.${key}.value`];
      return source === "existing" ? [`data.secrets.entries.${key}.arn`] : [];
    });
  const tunnels = Object.entries(edge.router?.backends ?? {})
    .filter(([, { lightsail }]) => lightsail !== undefined)
    .map(([key]) => `edge.router.backends.${key}.tunnelId`);
  return [
    ...[...database, ...entries].map((path) => ({ path, layers: ["data" as const] })),
    ...tunnels.map((path) => ({ path, layers: ["edge" as const] })),
  ];
}

/**
 * What is wrong with a secret's value, in words that do not repeat it; undefined where it is as the layer wants it.
 * @param path that holds a secret, such as `data.postgres.password`
 */
export function secretProblem(environment: Environment, path: string, value: string): string | undefined {
  return isSecretPath(path) ? misfit(shapeOf(environment, path), value) : "is no secret";
}
