/*
 * The few calls of Cloudflare's API that validation needs. The token goes into a header, and into no message.
 * Source: Cloudflare API, "List Zones", "List DNS Records", "Create DNS Record", "Update DNS Record".
 */
import { StrataError } from "@strata/shared-config";
import { z } from "zod";
import { type DnsHost, type DnsRecord, type DnsZone, sameName, VALIDATION_TTL } from "./dns-host.ts";

const CLOUDFLARE_API = "https://api.cloudflare.com/client/v4";

/** How to reach Cloudflare. */
export interface CloudflareAccess {
  readonly token: string;
  /** @default - Cloudflare's own API */
  readonly baseUrl?: string;
}

const zoneSchema = z.object({ id: z.string(), name: z.string(), name_servers: z.array(z.string()).default([]) });
const recordSchema = z.object({ id: z.string(), name: z.string(), content: z.string() });
const answerSchema = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
  result: z.unknown(),
});

/** Zones of Cloudflare. They are found and never made: a zone there belongs to an account, with a plan. */
export function cloudflareHost(access: CloudflareAccess): DnsHost {
  const call = caller(access);
  return {
    provider: "cloudflare",
    find: async (name) => {
      const zones = z.array(zoneSchema).parse(await call("GET", `/zones?name=${encodeURIComponent(name)}`));
      const [zone, second] = zones;
      if (second !== undefined) {
        throw new StrataError(
          "ZONE_AMBIGUOUS",
          `Cloudflare has ${zones.length} zones ${name}: ${zones.map(({ id }) => id).join(", ")}`,
          { hint: "give a token that may read only the account of the one in use", fault: "user" },
        );
      }
      return zone === undefined ? undefined : openZone(call, zone);
    },
    make: (name) => {
      const hint = "add it in the dashboard of Cloudflare, or give a token that may read it; then run it again";
      return Promise.reject(
        new StrataError("ZONE_MISSING", `Cloudflare has no zone ${name} that the token may read`, {
          hint,
          fault: "user",
        }),
      );
    },
  };
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

function openZone(call: Call, zone: z.output<typeof zoneSchema>): DnsZone {
  const path = `/zones/${zone.id}/dns_records`;
  const find = async ({ name }: DnsRecord) => {
    const found = await call("GET", `${path}?type=CNAME&name=${encodeURIComponent(name)}`);
    return z
      .array(recordSchema)
      .parse(found)
      .find((record) => sameName(record.name, name));
  };
  return {
    what: `zone ${zone.name} at Cloudflare (${zone.id})`,
    nameServers: zone.name_servers,
    missing: async (records) => {
      const found = await Promise.all(records.map(find));
      return records.filter(({ value }, index) => !sameName(found[index]?.content ?? "", value));
    },
    write: async (records) => {
      for (const record of records) {
        const there = await find(record);
        // Behind the proxy, ACM would see Cloudflare's own addresses.
        const body = { type: "CNAME", name: record.name, content: record.value, ttl: VALIDATION_TTL, proxied: false };
        await call(there === undefined ? "POST" : "PATCH", there === undefined ? path : `${path}/${there.id}`, body);
      }
    },
  };
}

function caller({ token, baseUrl = CLOUDFLARE_API }: CloudflareAccess): Call {
  return async (method, path, body) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(30_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw refused("cannot be reached", "look at the network, then run it again", "environment", cause);
    });
    const parsed = answerSchema.safeParse(await response.json().catch(() => undefined));
    if (parsed.success && parsed.data.success) return parsed.data.result;
    const told = parsed.success ? parsed.data.errors.map(({ code, message }) => `${message} (${code})`).join("; ") : "";
    const what = `answers ${response.status} to ${method} ${path.split("?")[0]}${told === "" ? "" : `: ${told}`}`;
    throw refused(what, "give a token with the permissions Zone Read and DNS Edit of the zone", "user");
  };
}

function refused(what: string, hint: string, fault: "user" | "environment", cause?: unknown): StrataError {
  return new StrataError("CLOUDFLARE_REFUSED", `Cloudflare ${what}`, { hint, fault, cause });
}
