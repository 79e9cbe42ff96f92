import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readProgramFiles } from "../../src/cutoff/program-files.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { put } from "../workspace.ts";

const FILES = {
  "stacks/data/Pulumi.yaml": "name: data\n",
  "stacks/data/index.ts": "export default 1;\n",
  "stacks/data/src/size.ts": "export const size = 1;\n",
  "stacks/data/policy.json": "{}\n",
} as const;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder("program");
  for (const [path, content] of Object.entries(files)) await put(root, path, content);
  return root;
}

it("takes every file that a program may be made of, whatever its kind", async () => {
  const root = await folderWith(FILES);
  expect(Object.keys(await readProgramFiles(root, "stacks/data")).sort()).toEqual(Object.keys(FILES).sort());
});

it("leaves out tests, notes, declarations, settings of stacks, and what belongs to tools", async () => {
  const root = await folderWith({
    "stacks/data/test/size.test.ts": "",
    "stacks/data/test/golden/a.txt": "",
    "stacks/data/node_modules/x/index.js": "",
    "stacks/data/src/size.test.ts": "",
    "stacks/data/src/types.d.ts": "",
    "stacks/data/README.md": "",
    "stacks/data/.turbo": "",
    "stacks/data/Pulumi.threa-prod.yaml": "",
  });
  expect(await readProgramFiles(root, "stacks/data")).toEqual({});
});

it("counts of a package.json what is not for development", async () => {
  const root = await folderWith({});
  const hashWith = async (manifest: object) => {
    await put(root, "stacks/data/package.json", JSON.stringify(manifest));
    return (await readProgramFiles(root, "stacks/data"))["stacks/data/package.json"];
  };
  const plain = await hashWith({ type: "module", dependencies: { zod: "1" } });
  expect(await hashWith({ type: "module", dependencies: { zod: "1" }, devDependencies: { vitest: "2" } })).toBe(plain);
  expect(await hashWith({ type: "commonjs", dependencies: { zod: "1" } })).not.toBe(plain);
});

it("changes with any byte of any file, and with that file's hash alone", async () => {
  const root = await folderWith(FILES);
  const before = await readProgramFiles(root, "stacks/data");
  const path = fc.constantFrom("stacks/data/index.ts", "stacks/data/src/size.ts", "stacks/data/policy.json");
  await fc.assert(
    fc.asyncProperty(path, fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, flip) => {
      const content = await readFile(join(root, file));
      const edited = Buffer.from(content);
      const index = at % edited.length;
      edited[index] = (edited[index] ?? 0) ^ flip;
      await put(root, file, edited);
      const after = await readProgramFiles(root, "stacks/data");
      await put(root, file, content);
      expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([file]);
    }),
    { numRuns: 50 },
  );
});

it("does not depend on the order in which files were written", async () => {
  const entries = Object.entries(FILES);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(entries, { minLength: entries.length }), async (order) => {
      const root = await folderWith(Object.fromEntries(order));
      expect(await readProgramFiles(root, "stacks/data")).toEqual(
        await readProgramFiles(await folderWith(FILES), "stacks/data"),
      );
    }),
    { numRuns: 5 },
  );
});
