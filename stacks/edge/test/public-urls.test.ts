import { describe, expect, test } from "vitest";
import { planUrls, publicUrls } from "../src/public-urls.ts";
import { environment } from "./environment.ts";
import { known } from "./recorder.ts";

const BALANCER = "http://alb-1.eu-central-1.elb.amazonaws.com";
const nothing = { names: [], cdnDomain: undefined, scheme: "http", serviceUrls: {} } as const;

describe("the public addresses", () => {
  test("are none where no service has one that lasts", () => {
    expect(planUrls(nothing)).toEqual([]);
  });

  test("are the public names, in their order, with what answers under them", () => {
    const names = ["www.example.com", "example.com"];
    expect(planUrls({ ...nothing, names, scheme: "https", cdnDomain: "d1.cloudfront.net" })).toEqual([
      "https://www.example.com",
      "https://example.com",
    ]);
    expect(planUrls({ ...nothing, names })[0]).toBe("http://www.example.com");
  });

  test("are the distribution's own without names", () => {
    const serviceUrls = { api: `${BALANCER}/api/` };
    expect(planUrls({ ...nothing, cdnDomain: "d1.cloudfront.net", serviceUrls })).toEqual([
      "https://d1.cloudfront.net",
    ]);
  });

  test("are those of the services, each host once, whatever order they came in", () => {
    const serviceUrls = { web: "http://web.example.com/", api: `${BALANCER}/api/`, docs: `${BALANCER}/docs` };
    const reversed = Object.fromEntries(Object.entries(serviceUrls).reverse());
    expect(planUrls({ ...nothing, serviceUrls })).toEqual([BALANCER, "http://web.example.com"]);
    expect(planUrls({ ...nothing, serviceUrls: reversed })).toEqual([BALANCER, "http://web.example.com"]);
  });

  test("begin with the router's, which Cloudflare serves by HTTPS", async () => {
    const parts = { cdn: undefined, loadBalancer: undefined, serviceUrls: { api: `${BALANCER}/api/` } };
    expect(await known(publicUrls(environment("suna-prod"), parts))).toEqual(["https://api.kortix.com"]);
  });
});
