import { text, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { amount, isAddress, isSet, others } from "./read.ts";
import type { Rules } from "./rule.ts";

const RECORD = ["cloudflare:index/dnsRecord:DnsRecord", "cloudflare:index/record:Record"];
const API = "Cloudflare API, DNS records for a zone";
const ADDRESSES = ["A", "AAAA", "CNAME"];

/** Records of Cloudflare. */
export const cloudflare: Rules = [
  {
    types: RECORD,
    rule: "a record's content at Cloudflare fits its type",
    code: "9005",
    source: "Cloudflare DNS documentation, DNS record types",
    broken: ({ inputs }) => {
      const [type, content] = [text(inputs.type) ?? "", text(inputs.content)];
      return content === undefined || fits(type, content)
        ? undefined
        : `Content for ${type} record must be ${type === "A" ? "a valid IPv4 address" : type === "AAAA" ? "a valid IPv6 address" : "a valid name"}.`;
    },
  },
  {
    types: RECORD,
    rule: "a record's TTL at Cloudflare is 1 or from 60 to 86400",
    code: "9021",
    source: "Cloudflare DNS documentation, Time to Live",
    broken: ({ inputs }) => {
      const ttl = amount(inputs.ttl) ?? 1;
      return ttl === 1 || (ttl >= 60 && ttl <= 86_400)
        ? undefined
        : "Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic.";
    },
  },
  {
    types: RECORD,
    rule: "a CNAME at Cloudflare stands alone with its name among addresses",
    code: "81053",
    source: "Cloudflare DNS documentation, Troubleshooting records with the same name",
    broken: (attempt) => {
      const { type } = attempt.inputs;
      const clash = sameName(attempt).some(
        ({ inputs }) =>
          [type, inputs.type].every((one) => ADDRESSES.includes(text(one) ?? "")) &&
          [type, inputs.type].includes("CNAME"),
      );
      return clash ? "An A, AAAA, or CNAME record with that host already exists." : undefined;
    },
  },
  {
    types: RECORD,
    rule: "a record at Cloudflare is there once",
    code: "81058",
    source: API,
    on: ["create"],
    broken: (attempt) => {
      const same = sameName(attempt).some(
        ({ inputs }) =>
          inputs.type === attempt.inputs.type && inputs.content === attempt.inputs.content && inputs.type !== "CNAME",
      );
      return same ? "An identical record already exists." : undefined;
    },
  },
  {
    types: RECORD,
    rule: "Cloudflare proxies only A, AAAA and CNAME records",
    code: "9004",
    source: "Cloudflare DNS documentation, Proxy status",
    broken: ({ inputs }) =>
      inputs.proxied === true && !ADDRESSES.includes(text(inputs.type) ?? "")
        ? "This record type cannot be proxied."
        : undefined,
  },
  {
    types: RECORD,
    rule: "an MX record at Cloudflare has a priority",
    code: "9101",
    source: API,
    broken: ({ inputs }) =>
      inputs.type === "MX" && !isSet(inputs.priority) ? "MX records must have a priority." : undefined,
  },
];

function fits(type: string, content: string): boolean {
  if (type === "A") return isAddress(content, 4);
  if (type === "AAAA") return isAddress(content, 6);
  if (!["CNAME", "NS", "MX"].includes(type)) return true;
  return !isAddress(content, 4) && /^([a-z0-9_*-]+\.)*[a-z0-9_-]+\.?$/i.test(content);
}

function sameName(attempt: Attempt) {
  const key = ({ zoneId, name }: Values) => `${zoneId} ${text(name)?.toLowerCase()}`;
  return RECORD.flatMap((type) => others(attempt, type)).filter(({ inputs }) => key(inputs) === key(attempt.inputs));
}
