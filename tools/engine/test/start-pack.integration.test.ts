import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { beforeEach, expect, it } from "vitest";
import { writePackPrograms } from "../src/policies/pack-programs.ts";

const MODULES = join(import.meta.dirname, "..", "node_modules");
const ES = '{ "name": "it is", "version": "0.1.0", "type": "module" }';
const COMMON = '{ "name": "it is", "version": "0.1.0" }';
const PACK = 'new PolicyPack("baseline", { policies: [] });\n';

let root: string;

beforeEach(() => {
  // A quote in a path is no end of a word.
  root = mkdtempSync(join(tmpdir(), "strata's-packs-"));
  symlinkSync(MODULES, join(root, "node_modules"));
  return () => rmSync(root, { recursive: true });
});

async function programOf(entry: string, source: string, described = ES) {
  const folder = "policies/baseline";
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "package.json"), described);
  writeFileSync(join(root, folder, entry), source);
  const [program] = await writePackPrograms(root, [{ name: "baseline", folder, entry }], root);
  if (program === undefined) throw new Error("no program was written");
  return program;
}

it.each([
  [
    "TypeScript with types",
    "index.ts",
    `import { PolicyPack, type Policies } from "@pulumi/policy";\nconst none: Policies = [];\nnew PolicyPack("baseline", { policies: none });\n`,
    ES,
  ],
  ["TypeScript without a type of modules", "index.ts", `import { PolicyPack } from "@pulumi/policy";\n${PACK}`, COMMON],
  ["CommonJS", "index.js", `const { PolicyPack } = require("@pulumi/policy");\n${PACK}`, COMMON],
])(
  "starts a pack in %s, which says its port, and ends when the engine is gone",
  async (_, entry, source, described) => {
    const program = await programOf(entry, source, described);
    const running = execa(program.executable, ["127.0.0.1:1"], { stdin: "pipe" });
    const [said] = await once(running.stdout, "data");
    expect(String(said)).toMatch(/^\d+\n$/);
    running.stdin.end();
    expect((await running).exitCode).toBe(0);
    expect(await program.lastWords()).toBeUndefined();
  },
);

it.each([
  ["throws", "throw new Error('no rules\\ntoday');\n", "Error: no rules (index.ts:1:7)"],
  ["rejects later", "setTimeout(() => Promise.reject(new TypeError('late')), 1);\n", "TypeError: late (index.ts:1:"],
  ["ends by itself", "process.exit(3);\n", "it ended with exit code 3"],
  ["serves nothing", "export {};\n", "it ended with exit code 0"],
])("keeps the last words of a pack that %s", async (_, source, words) => {
  const program = await programOf("index.ts", source);
  await execa(program.executable, ["127.0.0.1:1"], { stdin: "pipe", reject: false });
  expect(await program.lastWords()).toContain(words);
});
