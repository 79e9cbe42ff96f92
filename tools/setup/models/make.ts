/*
 * Makes src/preflight/region-services.json: which regions have the services that a platform may need. From PyPI's botocore,
 * data/endpoints.json, which AWS makes.
 * Usage: node tools/setup/models/make.ts [--check] [--data <folder>]
 *   --check  writes nothing; exit 1 when the file is not what this makes
 *   --data   botocore's data folder, unpacked already: nothing is fetched
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { BOTOCORE, type Botocore, openBotocore, withBotocore } from "../../rehearsal/models/botocore.ts";
import { SERVICES } from "../src/preflight/needed-services.ts";

const FILE = new URL("../src/preflight/region-services.json", import.meta.url);

const endpointsSchema = z.object({
  partitions: z.array(
    z.object({
      partition: z.string(),
      regions: z.record(z.string(), z.unknown()),
      services: z.record(z.string(), z.object({ endpoints: z.record(z.string(), z.unknown()).default({}) })),
    }),
  ),
});

const { values } = parseArgs({ options: { check: { type: "boolean" }, data: { type: "string" } } });
const text = values.data === undefined ? withBotocore(textFrom) : textFrom(openBotocore(values.data));
if (values.check !== true) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, "utf8") !== text) {
  console.error(
    "tools/setup/src/preflight/region-services.json is not what botocore makes: run tools/setup/models/make.ts.",
  );
  process.exitCode = 1;
}

function textFrom(botocore: Botocore): string {
  const { partitions } = endpointsSchema.parse(botocore.file("endpoints.json"));
  const aws = partitions.find(({ partition }) => partition === "aws");
  if (aws === undefined) throw new Error("endpoints.json has no partition aws");
  const regions = Object.keys(aws.regions).sort();
  const missing = Object.keys(SERVICES).flatMap((service) => {
    const endpoints = aws.services[service]?.endpoints;
    if (endpoints === undefined) throw new Error(`endpoints.json has no service ${service}`);
    const lacking = regions.filter((region) => !(region in endpoints));
    return lacking.length === 0 ? [] : [[service, lacking]];
  });
  const { version, date } = BOTOCORE;
  const made = {
    source: `botocore ${version} of ${date}, data/endpoints.json, partition aws; made by tools/setup/models/make.ts`,
    regions,
    missing: Object.fromEntries(missing),
  };
  return `${JSON.stringify(made, undefined, 2)}\n`;
}
