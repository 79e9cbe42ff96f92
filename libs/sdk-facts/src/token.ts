import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A type or function token taken apart: `aws:ec2/vpc:Vpc` is package aws, module ec2/vpc, name Vpc. */
export interface Token {
  readonly package: string;
  readonly module: string;
  readonly name: string;
}

/** The parts of a token, or undefined for a text that is none. */
export function parseToken(token: string): Token | undefined {
  const [packageName, module, name, ...rest] = token.split(":");
  if (!packageName || !module || !name || rest.length > 0) return undefined;
  return { package: packageName, module, name };
}

/**
 * Where the generated SDK keeps a token's class or function: its path below the package's root, without an extension.
 * `aws:ec2/vpc:Vpc` is ec2/vpc, `random:index/randomId:RandomId` is randomId, `awsx:ec2:Vpc` is ec2/vpc.
 * The generator writes some names in other letters than the token has (s3Location in s3location.js, index in
 * index_.js), so a folder's listing decides. Undefined when no such file is there.
 */
export function findModule(root: string, token: Token): string | undefined {
  const path = token.module.includes("/") ? token.module.replace(/^index\//, "") : `${token.module}/${token.name}`;
  const cut = path.lastIndexOf("/");
  const folder = path.slice(0, Math.max(cut, 0));
  const wanted = path.slice(cut + 1);
  const names = listModules(join(root, folder));
  const found = names.get(wanted.toLowerCase() === "index" ? "index_" : wanted.toLowerCase());
  return found === undefined ? undefined : join(folder, found);
}

const listings = new Map<string, ReadonlyMap<string, string>>();

/** The modules of a folder by their name in small letters. An installed SDK does not change: read once a process. */
function listModules(folder: string): ReadonlyMap<string, string> {
  const known = listings.get(folder);
  if (known) return known;
  const names = new Map<string, string>();
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    if (file.endsWith(".d.ts")) names.set(file.slice(0, -5).toLowerCase(), file.slice(0, -5));
  }
  listings.set(folder, names);
  return names;
}
