import { z } from "zod";
import { sourceRangeSchema } from "./network.ts";

const lightsailSchema = z
  .strictObject({
    name: z
      .string()
      .max(255)
      .optional()
      .describe("Name of the instance. @default - <naming.base>-<key of the backend>"),
    zone: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "an availability zone such as us-west-2a")
      .optional()
      .describe("@default - the first one of aws.region"),
    blueprint: z.string().default("ubuntu_24_04").describe("Operating system; apt and systemd are expected"),
    bundle: z.string().default("medium_3_0").describe("Size of the instance"),
    keyPair: z.string().max(255).describe("Key pair for SSH, which exists already"),
    port: z.int().min(1).max(65_535).default(8000).describe("Port of the service on the instance; closed to the world"),
    sshCidrs: z
      .array(sourceRangeSchema)
      .default([])
      .describe("Who may reach port 22; empty: the browser terminal of the Lightsail console only"),
  })
  .describe("A Lightsail instance behind a Cloudflare tunnel that exists: strata:edge.router.backends.<key>.tunnelId");

const backendSchema = z.strictObject({
  host: z.hostname().describe("Name in dns.zone that the router calls the backend by"),
  loadBalancer: z.literal(true).optional().describe("The platform's load balancer"),
  lightsail: lightsailSchema.optional(),
});

/** A Cloudflare Worker that answers a public name and passes each request on to one of several backends. */
export const routerSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
      .describe("Name of the Worker"),
    host: z.hostname().describe("Public name, in dns.zone"),
    active: z.string().describe("Key of the backend that gets the requests: a change of it reaches edge alone"),
    fallback: z
      .boolean()
      .default(false)
      .describe("Where the active backend fails its health check, the next one that passes gets the requests"),
    healthPath: z.string().startsWith("/").default("/health"),
    healthSeconds: z.int().min(1).max(3600).default(10).describe("How long a verdict on a backend is kept"),
    backends: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), backendSchema),
  })
  .optional()
  .describe("Cloudflare Worker in front of several backends. @default - none");
