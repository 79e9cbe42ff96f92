import { arnResource, globalArn } from "../facts/arn.ts";
import { type Zone, zonesOf } from "../facts/availability-zones.ts";
import { partitionOf } from "../facts/partition.ts";
import { text, texts } from "../wire/values.ts";
import { argument, type FunctionRules, filtersOf } from "./rule.ts";

/** Regions with the names that the console gives them (AWS General Reference, "AWS service endpoints"). */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
  "eu-central-1": "Europe (Frankfurt)",
  "eu-central-2": "Europe (Zurich)",
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-west-3": "Europe (Paris)",
  "eu-north-1": "Europe (Stockholm)",
  "eu-south-1": "Europe (Milan)",
  "eu-south-2": "Europe (Spain)",
};

/** Where and who one is. */
export const awsAccount: FunctionRules = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ args, place }) => {
    const wanted = filtersOf(args.filters);
    const excluded = [...texts(args.excludeNames), ...texts(args.excludeZoneIds)];
    // Local and wavelength zones are not simulated: those of a region itself need no opting in.
    const status = wanted.get("opt-in-status") ?? ["opt-in-not-required"];
    const zones = status.includes("opt-in-not-required") ? zonesOf(place.region) : [];
    const facts = (zone: Zone): Readonly<Record<string, string>> => ({
      "zone-name": zone.name,
      "zone-id": zone.id,
      "region-name": place.region,
      "group-name": place.region,
      "zone-type": "availability-zone",
      state: "available",
    });
    const kept = zones
      .filter(() => texts([args.state ?? null])[0] === undefined || args.state === "available")
      .filter((zone) => !excluded.includes(zone.name) && !excluded.includes(zone.id))
      .filter((zone) => [...wanted].every(([name, values]) => values.includes(facts(zone)[name] ?? values[0] ?? "")));
    return {
      id: place.region,
      region: place.region,
      names: kept.map((zone) => zone.name),
      zoneIds: kept.map((zone) => zone.id),
      groupNames: [place.region],
    };
  },
  "aws:index/getRegion:getRegion": ({ args, place }) => {
    const region = text(args.region) ?? text(args.name) ?? text(args.id) ?? place.region;
    return {
      id: region,
      name: region,
      region,
      description: DESCRIPTIONS[region] ?? region,
      endpoint: `ec2.${region}.${partitionOf(region).dnsSuffix}`,
    };
  },
  "aws:index/getRegions:getRegions": ({ place }) => ({
    id: partitionOf(place.region).name,
    names: Object.keys(DESCRIPTIONS),
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": ({ place }) => ({
    id: place.account,
    accountId: place.account,
    arn: globalArn(place, "iam", "user/rehearsal"),
    userId: "AIDAREHEARSAL00000000",
  }),
  "aws:index/getPartition:getPartition": ({ place }) => {
    const { name, dnsSuffix } = partitionOf(place.region);
    return { id: name, partition: name, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
  },
  "aws:index/getDefaultTags:getDefaultTags": ({ scope }) => ({ id: "defaultTags", tags: scope.defaultTags }),
  "aws:index/getArn:getArn": (call) => {
    const value = argument(call, "arn");
    const [, partition = "", service = "", region = "", account = ""] = value.split(":");
    return { id: value, arn: value, partition, service, region, account, resource: arnResource(value) };
  },
  "aws:index/getServicePrincipal:getServicePrincipal": (call) => {
    const service = argument(call, "serviceName");
    const name = `${service}.amazonaws.com`;
    return { id: name, name, serviceName: service, suffix: "amazonaws.com", region: call.place.region };
  },
  "aws:index/getService:getService": (call) => {
    const service = argument(call, "serviceId") || (argument(call, "dnsName").split(".")[0] ?? "");
    const { name, dnsSuffix } = partitionOf(call.place.region);
    const dnsName = `${service}.${call.place.region}.${dnsSuffix}`;
    const prefix = dnsSuffix.split(".").reverse().join(".");
    return {
      id: dnsName,
      dnsName,
      serviceId: service,
      partition: name,
      region: call.place.region,
      reverseDnsName: `${prefix}.${call.place.region}.${service}`,
      reverseDnsPrefix: prefix,
      supported: true,
    };
  },
};
