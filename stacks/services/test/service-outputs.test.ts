import * as pulumi from "@pulumi/pulumi";
import { present } from "@strata/shared-config/layer";
import { expect, test } from "vitest";
import { deployedOf, pick, urlsOf } from "../src/service-outputs.ts";
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

test("prefers the first host that a service answers for", async () => {
  const environment = environmentOf("threa-scaled", { "services.app.route.hosts": "[app.threa.example.com]" });
  expect(await resolved(urlsOf(environment, cluster))).toEqual({ app: "https://app.threa.example.com" });
});

test("gives a service behind a load balancer that exists its address there (SUNA-006)", async () => {
  expect(await resolved(urlsOf(environmentOf("suna-dev"), cluster))).toEqual({
    api: "https://alb.eu-south-2.elb.amazonaws.com",
  });
});

test("gives Runlayer's front end the address of the application (RUN-082)", async () => {
  expect(await resolved(urlsOf(environmentOf("runlayer-dev"), cluster))).toEqual({
    backend: "https://mcp.dev.example.com/api",
    frontend: "https://mcp.dev.example.com",
  });
});

test("says of every service of the files whether it is deployed (RUN-086, PROL-046)", () => {
  expect(deployedOf(environmentOf("proliferate-dev"))).toEqual({
    worker: true,
    "llm-proxy": true,
    gateway: true,
    web: false,
  });
});

test("gives a service with a public address of its own none, since none lasts (THREA-031)", () => {
  expect(urlsOf(environmentOf("threa-prod"), cluster)).toEqual({});
});

test("says which layer to deploy again when its stack lacks what is relied on", () => {
  expect(() => present(undefined, "cluster", "listener")).toThrow("the deployed cluster has no listener");
  expect(present("", "cluster", "listener")).toBe("");
});
