import type { Environment } from "@strata/shared-config";

/** A secret of a stack's config, and the layers whose stacks want it. */
export interface SecretToSet {
  readonly path: string;
  readonly layers: readonly string[];
}

/** The secrets without which an environment cannot be deployed. */
export function neededSecrets({ data, edge }: Environment): SecretToSet[] {
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
    ...[...database, ...entries].map((path) => ({ path, layers: ["data"] })),
    ...tunnels.map((path) => ({ path, layers: ["edge"] })),
  ];
}
