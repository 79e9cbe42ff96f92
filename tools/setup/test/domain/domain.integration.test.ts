import { ListCertificatesCommand } from "@aws-sdk/client-acm";
import {
  CreateHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
} from "@aws-sdk/client-route-53";
import { type Moto, startMoto } from "@strata/moto";
import { valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Aws, openAws } from "../../src/aws/aws.ts";
import type { LookUpNameServers } from "../../src/domain/delegation.ts";
import { type DomainOptions, domainStep } from "../../src/domain/domain-step.ts";
import { isDone } from "../../src/steps/step.ts";
import { SetupPlace } from "../setup-place.ts";
import { WatchedAws } from "./watched-aws.ts";

const REGION = "eu-south-2";
const MANAGED = { "domain.manage": "yes", "domain.provider": "route53" };

let moto: Moto;
let place: SetupPlace;
let aws: Aws;
let count = 0;
let zone: string;
/** Whom the registrar names. */
let registrar: readonly string[];

beforeAll(async () => {
  moto = await startMoto({ MOTO_ACM_VALIDATION_WAIT: "0" });
});
afterAll(() => moto.stop());

beforeEach(() => {
  for (const [name, value] of Object.entries(moto.variables)) vi.stubEnv(name, value);
  count++;
  zone = `test${count}.example`;
  registrar = [];
  aws = openAws(REGION);
  place = placeOf(`{ names: [app.${zone}, api.${zone}] }`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  aws.close();
  place.leave();
});

/** HappyRobot's production, which has a load balancer. */
function placeOf(dns: string, more = ""): SetupPlace {
  return new SetupPlace("happyrobot-prod", `# Ours.\nproduct: happyrobot\ntier: prod\ndns: ${dns}\n${more}`);
}

async function run(watched: WatchedAws, answers: Readonly<Record<string, string>>, options: DomainOptions = {}) {
  const lookUp: LookUpNameServers = async () => registrar;
  const opened = watched.open(REGION);
  const context = place.context({ ...MANAGED, "domain.zone": zone, ...answers }, { aws: opened });
  try {
    const prepared = await domainStep({ lookUp, ...options }).prepare(context);
    if (!isDone(prepared)) await prepared.apply();
    return prepared.changes;
  } finally {
    opened.close();
  }
}

async function zonesOf(name: string) {
  const client = await aws.route53();
  const { HostedZones = [] } = await client.send(new ListHostedZonesCommand({}));
  return HostedZones.filter(({ Name }) => Name === `${name}.`);
}

async function proofsOf(id = "") {
  const client = await aws.route53();
  const { ResourceRecordSets = [] } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: id }));
  return ResourceRecordSets.filter(({ Type }) => Type === "CNAME").map(({ Name }) => Name);
}

async function certificatesOf(name: string, region = REGION) {
  const client = await aws.inRegion(region).acm();
  const { CertificateSummaryList = [] } = await client.send(new ListCertificatesCommand({ MaxItems: 1000 }));
  return CertificateSummaryList.filter(({ DomainName }) => DomainName === name).map(
    ({ CertificateArn }) => CertificateArn,
  );
}

function setting(path: string): unknown {
  return valueAt(treeOfText(place.text ?? ""), path.split("."));
}

function messages(code: string): readonly string[] {
  return place.events.flatMap((event) => (event.code === code && "message" in event.data ? [event.data.message] : []));
}

describe("a zone of Route 53", () => {
  it("PROL-102: is made with a certificate and its records, and there is nothing to do the second time", async () => {
    const watched = new WatchedAws();
    watched.pendingLooks = 3;
    const changes = await run(watched, {});
    expect(changes.map(({ action }) => action)).toEqual(["create", "create", "later", "change", "change", "later"]);
    expect(watched.changes).toEqual([
      "route53 CreateHostedZone",
      `acm ${REGION} RequestCertificate`,
      "route53 ChangeResourceRecordSets",
    ]);
    const [made] = await zonesOf(zone);
    expect(await proofsOf(made?.Id)).toHaveLength(2);
    const [arn] = await certificatesOf(`app.${zone}`);
    expect(setting("dns")).toEqual({ names: [`app.${zone}`, `api.${zone}`], provider: "route53", zone });
    expect(setting("cluster.loadBalancer.https")).toEqual({ certificateArn: arn });
    expect(place.text).toContain("# Ours.");
    expect(messages("note").join()).toMatch(new RegExp(`name these servers at the registrar of ${zone}: ns-`));
    expect(messages("waiting").at(-1)).toMatch(/certificate: \d+ s; ACM waits for CNAME _.*; DNS does not know/);

    const second = new WatchedAws();
    const before = place.text;
    expect((await run(second, {})).every(({ action }) => action === "keep")).toBe(true);
    expect(second.changes).toEqual([]);
    expect(place.text).toBe(before);
  });

  it.each([1, 2, 3])(
    "F43: is complete after a second run when the first is cut off after change %i",
    async (cutAfter) => {
      const watched = new WatchedAws();
      watched.cutAfter = cutAfter;
      await expect(run(watched, {})).rejects.toThrow("cut off after");
      expect(setting("cluster.loadBalancer")).toBeUndefined();
      await run(new WatchedAws(), {});
      const zones = await zonesOf(zone);
      expect(zones).toHaveLength(1);
      expect(await certificatesOf(`app.${zone}`)).toHaveLength(1);
      expect(await proofsOf(zones[0]?.Id)).toHaveLength(2);
      expect(setting("cluster.loadBalancer.https.certificateArn")).toMatch(/^arn:aws:acm:eu-south-2:/);
      const third = new WatchedAws();
      await run(third, {});
      expect(third.changes).toEqual([]);
    },
  );

  it("is taken where it is there, and not told about where the registrar names it", async () => {
    const client = await aws.route53();
    const { DelegationSet } = await client.send(new CreateHostedZoneCommand({ Name: zone, CallerReference: zone }));
    registrar = (DelegationSet?.NameServers ?? []).map((server) => `${server.toUpperCase()}.`);
    const watched = new WatchedAws();
    watched.pendingLooks = 2;
    const changes = await run(watched, {});
    expect(changes[0]).toMatchObject({ action: "keep", what: expect.stringContaining(`hosted zone ${zone} (`) });
    expect(changes[0]).not.toHaveProperty("detail");
    expect(await zonesOf(zone)).toHaveLength(1);
    expect(messages("note")).toEqual([]);
    expect(messages("waiting").join()).not.toContain("registrar");
  });

  it("that is there twice is refused with both ids and how to choose, and nothing changes", async () => {
    const client = await aws.route53();
    for (const CallerReference of ["one", "two"]) {
      await client.send(new CreateHostedZoneCommand({ Name: zone, CallerReference: `${zone}-${CallerReference}` }));
    }
    const ids = (await zonesOf(zone)).map(({ Id = "" }) => Id.replace("/hostedzone/", ""));
    const before = place.text;
    const watched = new WatchedAws();
    const failure = await run(watched, {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "ZONE_AMBIGUOUS",
      message: expect.stringMatching(new RegExp(`2 hosted zones.*${ids[0]} \\(.*${ids[1]} \\(`)),
      hint: expect.stringContaining(`dig +short NS ${zone}`),
    });
    expect(watched.changes).toEqual([]);
    expect(place.text).toBe(before);
  });

  it("F44: names the record and the registrar's servers when ACM does not issue in time, and goes on later", async () => {
    const stuck = new WatchedAws();
    stuck.pendingLooks = 1000;
    registrar = ["ns1.parking.example"];
    const failure = await run(stuck, {}, { limit: 60_000 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "CERTIFICATE_PENDING",
      message: expect.stringMatching(
        /^after 1 min \d+ s the certificate is not issued: ACM waits for CNAME _\S+\.test\d+\.example → _.*; test\d+\.example is delegated to ns1\.parking\.example; name these servers/,
      ),
      hint: expect.stringMatching(/^dig \+short CNAME _.*run it again: it goes on waiting/),
    });
    expect(setting("cluster.loadBalancer")).toBeUndefined();
    const later = new WatchedAws();
    await run(later, {});
    expect(later.changes).toEqual([]);
    expect(setting("cluster.loadBalancer.https.certificateArn")).toBe((await certificatesOf(`app.${zone}`))[0]);
  });

  it("gives CloudFront a certificate of us-east-1, proven by the same records", async () => {
    place.leave();
    place = placeOf(`{ provider: route53, zone: ${zone}, names: [app.${zone}] }`, "edge: { cdn: { enabled: true } }\n");
    const watched = new WatchedAws();
    await run(watched, {});
    expect(watched.changes.filter((call) => call.includes("RequestCertificate"))).toEqual([
      `acm ${REGION} RequestCertificate`,
      "acm us-east-1 RequestCertificate",
    ]);
    expect(setting("edge.cdn.certificateArn")).toBe((await certificatesOf(`app.${zone}`, "us-east-1"))[0]);
    expect(await proofsOf((await zonesOf(zone))[0]?.Id)).toHaveLength(1);
    const second = new WatchedAws();
    await run(second, {});
    expect(second.changes).toEqual([]);
  });
});

const LONG = process.env.STRATA_FAULTS === "long";
it.runIf(LONG)("F44: a certificate that stays in validation is told with its record, by ACM's own status", async () => {
  const slow = await startMoto({ MOTO_ACM_VALIDATION_WAIT: "86400" });
  try {
    for (const [name, value] of Object.entries(slow.variables)) vi.stubEnv(name, value);
    const opened = openAws(REGION);
    const context = place.context({ ...MANAGED, "domain.zone": zone }, { aws: opened });
    const step = domainStep({ lookUp: async () => [], limit: 60_000 });
    const { apply } = await step.prepare(context);
    await expect(apply()).rejects.toMatchObject({
      code: "CERTIFICATE_PENDING",
      message: expect.stringContaining(`CNAME _d930b28be6c5927595552b219965053e.app.${zone}`),
    });
    opened.close();
  } finally {
    await slow.stop();
  }
});
