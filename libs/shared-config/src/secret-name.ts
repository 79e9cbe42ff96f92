import type { Environment } from "./resolve.ts";

/** How an entry of the secret store is called, by its key: a path of SSM, a name of Secrets Manager. */
export function secretName({ data }: Environment, key: string): string {
  const { store, path } = data.secrets;
  return store === "ssm" ? `${path}/${key}` : `${path.slice(1)}/${key}`;
}
