import * as pulumi from "@pulumi/pulumi";
import { present } from "@strata/shared-config/layer";
import { expect, test } from "vitest";
import { pick, urlsOf } from "../src/service-outputs.ts";
import { environmentOf } from "./environments.ts";

const cluster = {
  listenerScheme: pulumi.output<"https" | "http" | undefined>("https"),
  loadBalancerDnsName: pulumi.output<string | undefined>("alb.eu-south-2.elb.amazonaws.com"),
};

const resolved = (outputs: Readonly<Record<string, pulumi.Output<string>>>) =>
  new Promise((resolve) => pulumi.all(outputs).apply(resolve));

test("leaves out what an item does not have", () => {
  expect(pick({ api: 8000, worker: undefined }, (port) => port)).toEqual({ api: 8000 });
});

test("gives each service behind the load balancer an address at the load balancer's own name", async () => {
  expect(await resolved(urlsOf(environmentOf("happyrobot-dev"), cluster))).toEqual({
    api: "https://alb.eu-south-2.elb.amazonaws.com/api",
    web: "https://alb.eu-south-2.elb.amazonaws.com",
  });
});

test("prefers the platform's first public name", async () => {
  expect(await resolved(urlsOf(environmentOf("threa-scaled"), cluster))).toEqual({ app: "https://threa.example.com" });
});

test("gives a service with a public address of its own none, since none lasts (THREA-031)", () => {
  expect(urlsOf(environmentOf("threa-prod"), cluster)).toEqual({});
});

test("says which layer to deploy again when its stack lacks what is relied on", () => {
  expect(() => present(undefined, "cluster", "listener")).toThrow("the deployed cluster has no listener");
  expect(present("", "cluster", "listener")).toBe("");
});
