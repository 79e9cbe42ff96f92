import { type There, testRules } from "./rules-stage.ts";

const ZONE: readonly There[] = [
  ["cloudflare:index/dnsRecord:DnsRecord", "r", { zoneId: "z", name: "www", type: "A", content: "203.0.113.1" }],
];

testRules("cloudflare", {
  "a record's content at Cloudflare fits its type": {
    good: { type: "A", content: "203.0.113.1" },
    bad: { type: "A", content: "example.com" },
  },
  "a record's TTL at Cloudflare is 1 or from 60 to 86400": { good: { ttl: 60 }, bad: { ttl: 59 } },
  "a CNAME at Cloudflare stands alone with its name among addresses": {
    there: ZONE,
    good: { zoneId: "z", name: "api", type: "CNAME" },
    bad: { zoneId: "z", name: "www", type: "CNAME" },
  },
  "a record at Cloudflare is there once": {
    there: ZONE,
    good: { zoneId: "z", name: "www", type: "A", content: "203.0.113.2" },
    bad: { zoneId: "z", name: "www", type: "A", content: "203.0.113.1" },
  },
  "Cloudflare proxies only A, AAAA and CNAME records": {
    good: { type: "CNAME", proxied: true },
    bad: { type: "TXT", proxied: true },
  },
  "an MX record at Cloudflare has a priority": { good: { type: "MX", priority: 10 }, bad: { type: "MX" } },
});
