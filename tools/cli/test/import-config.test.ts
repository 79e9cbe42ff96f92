import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentJsonSchema, findRoot, listProducts, loadEnvironment, productTerms } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { strata } from "./run.ts";

const ROOT = findRoot(import.meta.dirname) ?? "";
const FIXTURES = join(import.meta.dirname, "fixtures", "import");
const fixture = (name: string) => join(FIXTURES, name);
const temporary = () => mkdtempSync(join(tmpdir(), "strata-cli-"));

/** A file in a folder of its own. */
function written(name: string, text: string): string {
  const path = join(temporary(), name);
  writeFileSync(path, text);
  return path;
}

/** A repository with this one's products and tiers, and no environment. */
function repository(): string {
  const root = temporary();
  for (const folder of ["products", "tiers"]) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  mkdirSync(join(root, "environments"));
  return root;
}

/** Imports a fixture, and loads what came of it. */
async function imported(name: string) {
  const root = repository();
  const output = join(root, "environments", "new.yaml");
  const { code, err } = await strata("import-config", fixture(name), "--output", output);
  return { code, err, text: readFileSync(output, "utf8"), environment: loadEnvironment(root, "new") };
}

describe("the original configuration of each system", () => {
  it.each(globSync("*/*", { cwd: FIXTURES }))(
    "becomes an environment that loads, without a secret: %s",
    async (name) => {
      const { code, err, text, environment } = await imported(name);
      expect(err).not.toMatch(/nothing took|problems/);
      expect(code).toBe(0);
      expect(environment.product).toBe(name.split("/")[0]);
      expect(text + err).not.toMatch(/kept/);
      expect(text).toMatch(/^# yaml-language-server: \$schema=/);
    },
  );

  it("SUNA-056: keeps Suna's eleven keys, and asks for its two secrets at a prompt", async () => {
    const { environment, err } = await imported("suna/Pulumi.prod.yaml");
    expect(environment.network.existing).toMatchObject({
      vpcId: "vpc-0a1b2c3d4e5f60718",
      privateSubnetIds: ["subnet-0bb0000000000000a", "subnet-0bb0000000000000b"],
      securityGroups: { loadBalancer: "sg-0a1b00000000000a1", services: "sg-0a1b00000000000b2" },
    });
    expect(environment.services.api?.image).toMatchObject({
      uri: "123456789012.dkr.ecr.us-west-2.amazonaws.com/suna-api",
      tag: "v1.4.2",
    });
    expect(environment.edge.router?.backends.lightsail?.lightsail?.keyPair).toBe("suna-production");
    expect(err.split("\n").filter((line) => line.includes("config set"))).toEqual([
      "  (cd stacks/data && pulumi config set --secret strata:data.secrets.entries.app-env.arn -s new)",
      "  (cd stacks/edge && pulumi config set --secret strata:edge.router.backends.lightsail.tunnelId -s new)",
    ]);
  });

  it("RUN-033, RUN-035: makes Runlayer's certificate in Route 53 where that is asked for, and not elsewhere", async () => {
    const development = await imported("runlayer/development.tfvars");
    expect(development.environment).toMatchObject({
      dns: { provider: "route53", zone: "dev.example.com", names: ["ecs.dev.example.com"] },
      cluster: { loadBalancer: { https: { domain: "ecs.dev.example.com" } } },
    });
    expect(development.err).toContain("existing_vpc_id: has no value");
    expect((await imported("runlayer/terraform.tfvars")).environment.dns.provider).toBe("none");
  });

  it("RUN-050, RUN-052: overrides one of Runlayer's services, whose minimum follows its number of tasks", async () => {
    const { services } = (await imported("runlayer/terraform.tfvars")).environment;
    expect(services.backend).toMatchObject({ desiredCount: 4, cpu: 2048, scaling: { min: 4, max: 20 } });
    expect(services.frontend).toMatchObject({ desiredCount: 2, scaling: { min: 2, max: 10 } });
    expect(Object.keys(services)).toEqual(["backend", "frontend", "tool-guard"]);
  });

  it("PROL-063, PROL-065: asks for the URL of a database elsewhere, and for the certificate in each layer", async () => {
    const { environment, err } = await imported("proliferate/Pulumi.prod.yaml");
    expect(environment.data.postgres.mode).toBe("external");
    for (const secret of [
      "stacks/data && pulumi config set --secret strata:data.postgres.url",
      "stacks/cluster && pulumi config set --secret strata:cluster.loadBalancer.https.certificateArn",
      "stacks/edge && pulumi config set --secret strata:cluster.loadBalancer.https.certificateArn",
    ]) {
      expect(err).toContain(secret);
    }
  });

  it("PROL-064: says that HTTPS needs a certificate", async () => {
    const file = written("Pulumi.dev.yaml", 'config:\n  proliferate:enableHttps: "true"\n');
    const { code, err } = await strata("import-config", file, "--dry-run");
    expect(code).toBe(1);
    expect(err).toContain("proliferate:enableHttps: needs proliferate:certificateArn, which the file does not have");
  });

  it("THREA-055, THREA-056: becomes Threa's budget", async () => {
    const { environment } = await imported("threa/terraform.tfvars");
    expect(environment).toMatchObject({
      data: { redis: { mode: "none" }, postgres: { multiAz: true, instanceClass: "db.t4g.small" } },
      services: { app: { capacity: "fargateSpot", cpu: 512, memory: 1024 } },
    });
  });
});

describe("strata import-config", () => {
  const SMALL = 'db_password = "kept"\nenvironment = "dev"\n';

  it("prints the file and writes nothing on a dry run", async () => {
    const { code, out } = await strata(
      "import-config",
      written("a.tfvars", SMALL),
      "--dry-run",
      "--name",
      "threa-mine",
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^# yaml-language-server: \$schema=\.\/schema\.json\n.*\n\nproduct: threa\ntier: dev\n$/s);
    expect(globSync("environments/threa-mine.yaml", { cwd: ROOT })).toEqual([]);
  });

  it("never overwrites a file unless it is told to", async () => {
    const output = written("threa-mine.yaml", "mine\n");
    const words = ["import-config", written("a.tfvars", SMALL), "--output", output];
    expect(await strata(...words)).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
    expect(readFileSync(output, "utf8")).toBe("mine\n");
    expect(await strata(...words, "--force")).toMatchObject({
      code: 0,
      out: expect.stringContaining("threa, tier dev"),
    });
    expect(readFileSync(output, "utf8")).toContain("product: threa");
  });

  it("names the keys that nothing took, and the problems that are left", async () => {
    const text = `${SMALL}container_cpu = 256\ncontainer_memory = 4096\nregion_name = "x"\naws_region = var.region\n`;
    const { code, err } = await strata("import-config", written("a.tfvars", text), "--product", "threa", "--dry-run");
    expect(code).toBe(1);
    expect(err).toMatch(/region_name: is no key of the original/);
    expect(err).toMatch(/aws_region: is an expression/);
    expect(err).toMatch(/services\.app\.memory = 4096/);
  });

  it.each([
    ["a file that is not there", () => join(temporary(), "terraform.tfvars"), /does not exist/],
    ["a folder", temporary, /is a folder/],
    ["a file of another kind", () => written("values.ini", "a=1"), /is of no kind that can be imported/],
    ["no Terraform", () => written("a.tfvars", 'environment = "dev"\nb = \n'), /a\.tfvars:2 is no Terraform: Invalid/],
    ["no YAML", () => written("Pulumi.dev.yaml", "config:\n  a: [\n"), /Pulumi\.dev\.yaml:\d cannot be parsed/],
    ["no stack's settings", () => written("Pulumi.dev.yaml", "name: x\n"), /has no section config/],
    ["no keys", () => written("a.tfvars", ""), /has no keys/],
    ["keys of several products", () => written("a.tfvars", 'environment = "dev"'), /proliferate; runlayer; threa/],
    ["no tier", () => written("a.tfvars", 'db_password = "kept"'), /which tier/],
  ])("refuses %s with exit code 2", async (_what, file, message) => {
    const { code, err } = await strata("import-config", file());
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toContain("kept");
  });

  it.each([
    [["--product", "thera"], /PRODUCT_UNKNOWN.*did you mean threa/],
    [["--tier", "live"], /Allowed choices are dev, staging, prod/],
    [["--name", "Threa Prod"], /cannot be an environment's name/],
    [["--output", tmpdir(), "--name", "x"], /is a folder/],
    [["--output", "/nowhere/at/all.yaml", "--name", "x"], /there is no folder/],
  ])("refuses %j with exit code 2", async (words, message) => {
    expect(await strata("import-config", written("a.tfvars", SMALL), ...words)).toMatchObject({
      code: 2,
      err: expect.stringMatching(message),
    });
  });
});

describe("the import section of each product", () => {
  it.each(listProducts(ROOT))("names settings only: %s", (product) => {
    const { terraform, pulumi } = productTerms(ROOT, product, "prod").imports;
    const paths = [...Object.values(terraform), ...Object.values(pulumi)].flat().flatMap((row) => {
      if (typeof row === "string") return [row];
      const { to, when = {}, entries = {}, each = {} } = row;
      const branches = Object.values(when).flatMap((branch) => Object.keys(branch));
      return [...(to === undefined ? [] : [to]), ...branches, ...Object.values({ ...entries, ...each }).flat()];
    });
    expect(paths.filter((path) => !isSetting(path.split(".")))).toEqual([]);
  });
});

type Node = ReturnType<typeof environmentJsonSchema>;

function isSetting(keys: readonly string[], node: Node | boolean = environmentJsonSchema()): boolean {
  if (typeof node !== "object") return false;
  const [key, ...rest] = keys;
  if (key === undefined) return true;
  return [node, ...(node.anyOf ?? [])].some(
    (branch) =>
      typeof branch === "object" &&
      (isSetting(rest, branch.properties?.[key] ?? false) || isSetting(rest, branch.additionalProperties ?? false)),
  );
}
