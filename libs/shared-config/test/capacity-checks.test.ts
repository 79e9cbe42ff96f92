import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const pool = (settings: string) => `cluster: { capacity: { pools: { big: { ${settings} } } } }\n`;
const web = (settings: string) => `services: { web: { ${settings} } }\n`;
const ARM = `network: { nat: single }\n${pool("instanceTypes: [t4g.medium], architecture: arm64")}`;
const ON_ARM = "capacity: ec2, architecture: arm64";

describe("EC2 capacity", () => {
  it("is the only pool where a service names none", () => {
    expect(refusal(ARM + web(ON_ARM))).toBe("accepted");
  });

  it.each([
    ["a pool that does not exist", ARM + web(`${ON_ARM}, pool: bgi`), /web\.pool.*no such pool; did you mean big\?/],
    ["no pool at all", web("capacity: ec2"), /web\.pool.*say which pool of cluster\.capacity\.pools; there are: none/],
    ["another architecture", ARM + web("capacity: ec2"), /architecture.*the instances of pool big are arm64/],
    ["GPUs of a pool that has none", ARM + web(`${ON_ARM}, ec2: { gpus: 0.25 }`), /ec2\.gpus.*pool big has no GPUs/],
    ["types of another architecture", pool("instanceTypes: [t3.medium], architecture: arm64"), /t3\.medium.*is x86_64/],
    ["a minimum over the maximum", pool("instanceTypes: [t3.medium], min: 5"), /pools\.big\.min.*is over max, 4/],
    [
      "a first number outside",
      pool("instanceTypes: [t3.medium], desired: 9"),
      /desired.*lies outside min and max, 1 to 4/,
    ],
  ])("is refused with %s", (_what, settings, message) => {
    expect(refusal(settings)).toMatch(message);
  });
});

describe("Fargate", () => {
  it.each([
    ["a soft memory limit", "ec2: { memoryReservation: 512 }", /web\.ec2.*Fargate has no such thing/],
    ["a placement", "ec2: { placement: binpackMemory }", /web\.ec2.*Fargate has no such thing/],
    ["a GPU", "ec2: { gpus: 0.5 }", /web\.ec2.*Fargate has no such thing/],
    ["a pool", "pool: big", /web\.pool.*Fargate has no such thing/],
    ["a base on demand without Spot", "onDemandBase: 1", /onDemandBase.*is of fargateSpot/],
  ])("is refused %s, which only EC2 has", (_what, settings, message) => {
    expect(refusal(ARM + web(settings))).toMatch(message);
  });

  it("is refused where the cluster has none", () => {
    expect(refusal("cluster: { capacity: { fargate: false } }\n")).toMatch(/needs cluster\.capacity\.fargate: true/);
  });
});

describe("scaling", () => {
  const scaling = (text: string) => web(`scaling: { ${text} }`);
  const schedule = (text: string) => scaling(`min: 1, max: 4, schedules: { peak: { ${text} } }`);

  it("takes schedules alone", () => {
    expect(refusal(schedule('cron: "0 6 ? * MON-FRI *", timeZone: America/Los_Angeles, min: 3, max: 10'))).toBe(
      "accepted",
    );
  });

  it.each([
    [
      "a schedule whose minimum is over its maximum",
      schedule('cron: "0 6 ? * * *", min: 5, max: 2'),
      /peak\.min.*is over max, 2/,
    ],
    [
      "a time zone that does not exist",
      schedule('cron: "0 6 ? * * *", timeZone: America/Los_Angels, min: 1, max: 2'),
      /timeZone.*IANA/,
    ],
    ["a cron line of five fields", schedule('cron: "0 6 * * 1", min: 1, max: 2'), /cron.*<minute> <hour>/],
    [
      "nothing to scale on",
      scaling("min: 1, max: 4"),
      /nothing to scale on: set cpuPercent or memoryPercent, or schedules/,
    ],
    ["a minimum over the maximum", scaling("min: 5, max: 4, cpuPercent: 70"), /scaling\.min.*is over max, 4/],
  ])("is refused with %s", (_what, settings, message) => {
    expect(refusal(settings)).toMatch(message);
  });
});

describe("services that know one another", () => {
  it.each([
    ["a service that there is not", "calls: { wbe: {} }", /calls\.wbe.*no such service; did you mean web\?/],
    ["a service that is not internal", "calls: { web: {} }", /web is not reached by name: set services\.web\.exposure/],
    ["a secret that nobody has", "requires: [relay]", /requires\.0 = "relay": no such secret/],
    [
      "a variable that is told twice",
      "environment: { A: b }, calls: { web: { environment: { A: c } } }",
      /is a variable/,
    ],
    [
      "a log group of two containers",
      "logGroup: /x, containers: { side: { start: beside, logGroup: /x } }",
      /containers\.side\.logGroup.*is also that of web/,
    ],
    [
      "more hosts and paths than a rule takes",
      "route: { hosts: [a.example.com, b.example.com], paths: [/a, /b, /c, /d] }",
      /route\.hosts.*more than 5/,
    ],
    [
      "a container that ends and is essential",
      "containers: { init: { start: before, essential: true } }",
      /would end the task/,
    ],
  ])("are refused with %s", (_what, settings, message) => {
    expect(refusal(web(settings))).toMatch(message);
  });

  it("are told the address of what they call, and nothing of what is switched off", async () => {
    const { loadEnvironment } = await import("../src/index.ts");
    const { repository } = await import("./repository.ts");
    const load = (enabled: boolean) =>
      loadEnvironment(
        repository({
          "environments/shop-prod.yaml": `product: shop\ntier: prod\nservices:\n  web:\n    calls: { search: { environment: { SEARCH: "\${url}/v1" } } }\n  search: { enabled: ${enabled}, image: { uri: search }, port: 9200, exposure: internal }\n`,
        }),
        "shop-prod",
      );
    expect(load(true).services.web?.calls).toEqual({
      search: { environment: { SEARCH: "http://search:9200/v1" }, secrets: {} },
    });
    expect(load(false).services.web?.calls).toEqual({});
    expect(Object.keys(load(false).services)).toEqual(["web"]);
  });
});
