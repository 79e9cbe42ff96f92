import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/** What is fetched: PyPI's cfn-lint (MIT-0) carries the CloudFormation registry's schemas. The hash is the wheel's own. */
export const CFN_LINT = {
  version: "1.58.0",
  date: "2026-10-20",
  sha256: "9d9f06043160756a6158f5c3f92a44ce38254b1c578127461608305bc8262987",
} as const;

/** Any region's list would do: the one with the most types. */
const REGION = "us-east-1";

const schema = z.object({
  handlers: z.record(z.string(), z.object({ permissions: z.array(z.string()) })),
});

/** What each handler of a CloudFormation type may call: create, read, update, delete, list. */
export type Handlers = Readonly<Record<string, readonly string[]>>;

/** The registry's schemas, by type: `AWS::ECS::Service`. */
export type CloudFormation = (type: string) => Handlers;

/** Fetches the pinned cfn-lint by pip into a temporary folder, which is gone when `use` is done. */
export async function withCloudFormation<Result>(use: (types: CloudFormation) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "strata-cfn-lint-"));
  try {
    const target = join(folder, "packages");
    const requirements = join(folder, "requirements.txt");
    writeFileSync(requirements, `cfn-lint==${CFN_LINT.version} --hash=sha256:${CFN_LINT.sha256}\n`);
    const options = ["install", "--quiet", "--no-deps", "--no-compile", "--only-binary", ":all:", "--require-hashes"];
    execFileSync("python3", ["-m", "pip", ...options, "--target", target, "-r", requirements], { stdio: "inherit" });
    return await use(openCloudFormation(join(target, "cfnlint", "data", "schemas")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param schemas folder of cfn-lint's schemas: a list of types for each region, and a file for each schema */
export function openCloudFormation(schemas: string): CloudFormation {
  const files = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(schemas, "providers", `${REGION}.json`), "utf8")));
  return (type) => {
    const file = files[type];
    if (file === undefined) throw new Error(`CloudFormation has no type ${type}`);
    const text = readFileSync(join(schemas, "resources", `${file}.json`), "utf8");
    const { handlers } = schema.parse(JSON.parse(text));
    return Object.fromEntries(Object.entries(handlers).map(([name, { permissions }]) => [name, permissions]));
  };
}
