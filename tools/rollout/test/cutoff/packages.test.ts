import { expect, it } from "vitest";
import { readPackages } from "../../src/cutoff/packages.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { put } from "../workspace.ts";

const LOCK = `
lockfileVersion: '9.0'
importers:
  .:
    devDependencies:
      knip: { specifier: 'catalog:', version: 6.0.0 }
  libs/names:
    dependencies:
      yaml: { specifier: 'catalog:', version: 2.9.1 }
    devDependencies:
      vitest: { specifier: 'catalog:', version: 5.0.0 }
  stacks/data:
    dependencies:
      '@pulumi/aws': { specifier: 'catalog:', version: 7.48.0(typescript@7.0.2) }
      '@strata/names': { specifier: 'workspace:*', version: link:../../libs/names }
      short: { specifier: 'npm:long@1.0.0', version: long@1.0.0 }
    devDependencies:
      fast-check: { specifier: 'catalog:', version: 4.0.0 }
  stacks/edge:
    dependencies:
      esbuild: { specifier: 'catalog:', version: 0.28.2 }
snapshots:
  '@pulumi/aws@7.48.0(typescript@7.0.2)':
    dependencies: { mime: 2.0.0 }
    optionalDependencies: { fsevents: 2.3.3 }
  mime@2.0.0: {}
  mime@3.0.0: {}
  fsevents@2.3.3: {}
  long@1.0.0:
    dependencies: { mime: 3.0.0 }
  yaml@2.9.1: {}
  esbuild@0.28.2: {}
`;

const workspace = async (lock: string) => await readPackages(await workspaceFolder(lock));

async function workspaceFolder(lock: string): Promise<string> {
  const root = await temporaryFolder("packages");
  await put(root, "pnpm-workspace.yaml", "packages: [libs/*, stacks/*]\n");
  await put(root, "libs/names/package.json", '{ "name": "@strata/names", "devDependencies": { "@strata/tests": "" } }');
  await put(root, "libs/tests/package.json", '{ "name": "@strata/tests" }');
  await put(root, "stacks/data/package.json", '{ "name": "data", "dependencies": { "@strata/names": "workspace:*" } }');
  await put(root, "stacks/edge/package.json", '{ "name": "edge" }');
  await put(root, "pnpm-lock.yaml", lock);
  return root;
}

it("follows a layer to the packages of the workspace and their versions, through aliases and peers", async () => {
  const { foldersOf, versionsOf } = await workspace(LOCK);
  expect(foldersOf("stacks/data")).toEqual(["stacks/data", "libs/names"]);
  expect(versionsOf("stacks/data")).toEqual({
    "@pulumi/aws": "7.48.0",
    fsevents: "2.3.3",
    long: "1.0.0",
    mime: "2.0.0, 3.0.0",
    yaml: "2.9.1",
  });
  expect(versionsOf("stacks/edge")).toEqual({ esbuild: "0.28.2" });
});

it.each([
  ["a tool of the root", "version: 6.0.0", "version: 6.0.1"],
  ["a tool of the layer's tests", "version: 4.0.0", "version: 4.0.1"],
  ["a tool of a library's tests", "version: 5.0.0", "version: 5.0.1"],
  ["another layer's package", "0.28.2", "0.28.3"],
  ["a comment", "lockfileVersion", "# written by hand\nlockfileVersion"],
])("is not moved by %s", async (_, from, to) => {
  const before = (await workspace(LOCK)).versionsOf("stacks/data");
  expect((await workspace(LOCK.replaceAll(from, to))).versionsOf("stacks/data")).toEqual(before);
});

it.each([
  ["its own package", "7.48.0", "7.49.0"],
  ["what that needs", "2.0.0", "2.0.1"],
  ["what it needs on some machines", "2.3.3", "2.3.4"],
  ["a library's package", "2.9.1", "2.9.2"],
])("is moved by %s", async (_, from, to) => {
  const before = (await workspace(LOCK)).versionsOf("stacks/data");
  expect((await workspace(LOCK.replaceAll(from, to))).versionsOf("stacks/data")).not.toEqual(before);
});

it("tells of a version that is not the installed one", async () => {
  const root = await workspaceFolder(LOCK);
  await put(root, "node_modules/.pnpm/lock.yaml", LOCK.replaceAll("2.9.1", "2.9.0"));
  const { versionsOf } = await readPackages(root);
  expect(versionsOf("stacks/data")).toMatchObject({ yaml: "2.9.1, installed: 2.9.0", long: "1.0.0" });
  expect(versionsOf("stacks/edge")).toEqual({ esbuild: "0.28.2" });
});

it("is moved by any change of a lockfile that does not have the layer", async () => {
  const lock = LOCK.replace("stacks/data:", "stacks/other:");
  const before = (await workspace(lock)).versionsOf("stacks/data");
  expect((await workspace(`${lock}# more\n`)).versionsOf("stacks/data")).not.toEqual(before);
});

it("has no versions without a lockfile", async () => {
  expect((await workspace("")).versionsOf("stacks/data")).toEqual({});
});
