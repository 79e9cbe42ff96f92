import { type ImportRows, optionInvalid } from "@strata/shared-config";
import type { ForeignFile } from "./foreign-file.ts";
import { rowFor } from "./import-plan.ts";

/**
 * The product whose original configuration a file is: the only one that has a row for each of its keys.
 * @param imports by product
 * @throws StrataError OPTION_INVALID naming the products that know most of the keys, where none or several know them all
 */
export function chooseProduct(file: ForeignFile, imports: Readonly<Record<string, ImportRows>>): string {
  const { kind, keys, name } = file;
  if (keys.length === 0) throw optionInvalid(`${name} has no keys`, "give a file with the keys of a configuration");
  const candidates = Object.entries(imports)
    .map(([product, rows]) => ({
      product,
      unknown: keys.filter(({ key }) => rowFor(rows[kind], kind, key) === undefined).map(({ key }) => key),
    }))
    .filter(({ unknown }) => unknown.length < keys.length)
    .sort((a, b) => a.unknown.length - b.unknown.length || (a.product < b.product ? -1 : 1));
  const [best, second] = candidates;
  if (best === undefined) {
    throw optionInvalid(
      `no product knows a key of ${name}`,
      `say which one it is: --product ${Object.keys(imports).join("|")}`,
    );
  }
  const knowsAll = best.unknown.length === 0;
  if (knowsAll && second?.unknown.length !== 0) return best.product;
  const rivals = knowsAll ? candidates.filter(({ unknown }) => unknown.length === 0) : candidates;
  const told = rivals.map(({ product, unknown }) =>
    unknown.length === 0 ? product : `${product} (does not know ${unknown.join(", ")})`,
  );
  const what = knowsAll ? `${name} may be of several products` : `no product knows all keys of ${name}`;
  throw optionInvalid(`${what}: ${told.join("; ")}`, `say which one it is: --product ${best.product}`);
}
