import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/** What is fetched. The day and the hash are the wheel's own; all three change together. */
export const BOTOCORE = {
  version: "1.44.5",
  date: "2026-11-17",
  sha256: "8f16a56d1dff125dd65322ae021efa7ba5195a6db5102b96862566055b748921",
} as const;

const reference = z.object({ shape: z.string() });

const modelShape = z.object({
  type: z.string(),
  required: z.array(z.string()).optional(),
  members: z.record(z.string(), reference).optional(),
  member: reference.optional(),
  key: reference.optional(),
  value: reference.optional(),
  enum: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
  sensitive: z.boolean().optional(),
  error: z.object({ code: z.string().optional() }).optional(),
});

const serviceModel = z.object({
  operations: z.record(z.string(), z.object({ input: reference.optional(), errors: z.array(reference).optional() })),
  shapes: z.record(z.string(), modelShape),
});

/** A shape as botocore's service-2.json has it. */
export type ModelShape = z.infer<typeof modelShape>;

/** A service's model: service-2.json. */
export type ServiceModel = z.infer<typeof serviceModel>;

/** The service models, each read once. */
export interface Botocore {
  /** @param version of the API. @default - the newest */
  readonly service: (name: string, version?: string) => ServiceModel;
  /** A file of its own in the data folder, such as `endpoints.json`, parsed. */
  readonly file: (name: string) => unknown;
}

/** Fetches the pinned botocore by pip into a temporary folder, which is gone when `use` is done. */
export function withBotocore<Result>(use: (botocore: Botocore) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "strata-botocore-"));
  try {
    const requirements = join(folder, "requirements.txt");
    writeFileSync(requirements, `botocore==${BOTOCORE.version} --hash=sha256:${BOTOCORE.sha256}\n`);
    const target = join(folder, "packages");
    const options = ["install", "--quiet", "--no-deps", "--no-compile", "--only-binary", ":all:", "--require-hashes"];
    execFileSync("python3", ["-m", "pip", ...options, "--target", target, "-r", requirements], { stdio: "inherit" });
    return use(openBotocore(join(target, "botocore", "data")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the data folder of an unpacked botocore. */
export function openBotocore(data: string): Botocore {
  const known = new Map<string, ServiceModel>();
  return {
    file: (name) => JSON.parse(readFileSync(join(data, name), "utf8")),
    service: (name, version) => {
      const folder = join(data, name);
      const path = join(folder, version ?? readdirSync(folder).sort().at(-1) ?? "");
      const found = known.get(path);
      if (found) return found;
      const model = serviceModel.parse(JSON.parse(readModel(path)));
      known.set(path, model);
      return model;
    },
  };
}

function readModel(folder: string): string {
  const packed = readdirSync(folder).includes("service-2.json.gz");
  return packed
    ? gunzipSync(readFileSync(join(folder, "service-2.json.gz"))).toString()
    : readFileSync(join(folder, "service-2.json"), "utf8");
}
