import { type Environment, optionInvalid } from "@strata/shared-config";
import type { Setting } from "@strata/shared-config/edit";
import type { SecretEntry } from "./find-entry.ts";

/** How an entry gets a new value: by a higher generation, or by somebody who knows one. */
export type Rotation =
  | { readonly by: "generation"; readonly edit: Setting; readonly from: number; readonly to: number }
  | { readonly by: "value" };

/**
 * Decides how an entry is rotated.
 * @throws StrataError OPTION_INVALID for one that is made of another
 */
export function planRotation({ name }: Pick<Environment, "name">, entry: string, terms: SecretEntry): Rotation {
  if (terms.source === "url") {
    throw optionInvalid(
      `${entry} is made of ${terms.url?.secret ?? "another entry"}`,
      `strata secrets rotate ${name} ${terms.url?.secret ?? "<entry>"}`,
    );
  }
  if (terms.source !== "generated") return { by: "value" };
  const path = `data.secrets.entries.${entry}.generation`;
  const to = terms.generation + 1;
  return { by: "generation", edit: { path, value: to }, from: terms.generation, to };
}
