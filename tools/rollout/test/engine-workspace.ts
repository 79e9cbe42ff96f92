import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";
import { put } from "./workspace.ts";

/** The repository that these tests stand in. */
export const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** A layer of a test: what it consumes, and what its program does besides. */
export interface TinyLayer {
  readonly upstreams: readonly string[];
  /** Statements before the outputs are returned. @default - none */
  readonly body?: string;
}

/** A workspace whose layers run on the real engine, with state of their own and no provider. */
export interface EngineWorkspace {
  readonly root: string;
  /** The environment variables of a rehearsal in it, besides those of this process. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * A workspace in a temporary folder. Each layer is one component, which no provider has to make, and its outputs: its
 * name, and the names of all below it.
 */
export async function makeEngineWorkspace(layers: Readonly<Record<string, TinyLayer>>): Promise<EngineWorkspace> {
  const root = await temporaryFolder("engine");
  for (const folder of ["environments", "products", "tiers", "tools", "libs", "nx.json", "package.json"]) {
    await symlink(join(REPOSITORY, folder), join(root, folder));
  }
  await put(root, "pnpm-workspace.yaml", "packages: [stacks/*]\n");
  await linkModules(root);
  for (const [layer, tiny] of Object.entries(layers)) {
    await put(root, `stacks/${layer}/Pulumi.yaml`, manifestOf(layer));
    await put(root, `stacks/${layer}/package.json`, `{ "name": "@strata/${layer}", "type": "module" }\n`);
    await put(root, `stacks/${layer}/index.ts`, programOf(layer, tiny));
  }
  const world = join(root, ".strata", "rehearsal");
  await mkdir(join(world, "state"), { recursive: true });
  const variables = {
    STRATA_REHEARSAL: world,
    PULUMI_BACKEND_URL: `file://${world}/state?metadata=skip`,
    PULUMI_HOME: join(world, "home"),
    PULUMI_CONFIG_PASSPHRASE: "rehearsal",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Nothing listens there: no layer of a test has a resource that needs a provider.
    PULUMI_DEBUG_PROVIDERS: "aws:1,awsx:1,cloudflare:1,random:1",
  };
  return { root, variables };
}

/** As the product's own: Node strips the types itself. */
function manifestOf(layer: string): string {
  return `name: ${layer}\nmain: index.ts\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`;
}

/** The program of a tiny layer. Written out so that a test can take an edge away. */
export function programOf(layer: string, { upstreams, body = "" }: TinyLayer): string {
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    "const upstream = (name: string) =>",
    "  new pulumi.StackReference(name, { name: `organization/${name}/${pulumi.getStack()}` }).requireOutput('name');",
    "export default async () => {",
    `  new pulumi.ComponentResource("fixture:index:Part", "${layer}-part");`,
    `  ${body}`,
    `  return { name: "${layer}", below: [${upstreams.map((name) => `upstream("${name}")`).join(", ")}] };`,
    "};",
    "",
  ].join("\n");
}

/** The installed packages, and the SDK that the engine room has: a program must share its copy. */
async function linkModules(root: string): Promise<void> {
  const modules = join(root, "node_modules");
  await mkdir(modules);
  for (const name of ["nx", "@nx", "@strata", "typescript"]) {
    await symlink(join(REPOSITORY, "node_modules", name), join(modules, name));
  }
  await symlink(join(REPOSITORY, "tools", "engine", "node_modules", "@pulumi"), join(modules, "@pulumi"));
}
