import { hex, pick } from "../facts/hash.ts";
import { Refusal } from "../operations/cloud.ts";
import { albHostedZone } from "../resources/lb.ts";
import { properties, text, type Values } from "../wire/values.ts";
import { lookUp } from "./lookup.ts";
import { argument, type Call, type FunctionRules } from "./rule.ts";

/** Accounts of the load balancers' access logs (Elastic Load Balancing User Guide, "Enable access logs"); newer regions have none. */
const LOG_ACCOUNTS: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "eu-north-1": "897822967062",
  "eu-south-1": "635631232127",
  "ap-northeast-1": "582318560864",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ap-south-1": "718504428378",
  "sa-east-1": "507241528517",
};

/** Ranges that are kept for documentation (RFC 5737, RFC 3849): in place of the published ones, which change. */
const RANGES = { v4: ["192.0.2.0/24", "198.51.100.0/24"], v6: ["2001:db8::/32"] };

/** What services publish about themselves, and zones and certificates. */
export const services: FunctionRules = {
  "aws:elb/getServiceAccount:getServiceAccount": ({ place }) => {
    const account = LOG_ACCOUNTS[place.region];
    if (account === undefined) throw new Refusal(`unsupported ELB Service Account Region (${place.region})`);
    return { id: account, arn: `arn:aws:iam::${account}:root`, region: place.region };
  },
  "aws:lb/getHostedZoneId:getHostedZoneId": ({ place }) => ({ id: albHostedZone(place.region) }),
  "aws:elb/getHostedZoneId:getHostedZoneId": ({ place }) => ({ id: albHostedZone(place.region) }),
  "aws:index/getIpRanges:getIpRanges": () => ({
    id: "1",
    cidrBlocks: RANGES.v4,
    ipv6CidrBlocks: RANGES.v6,
    syncToken: 1,
  }),
  "aws:s3/getCanonicalUserId:getCanonicalUserId": ({ place }) => ({
    id: hex(64, "canonical user", place.account),
    displayName: "rehearsal",
  }),
  "aws:route53/getZone:getZone": (call) => {
    const name = argument(call, "name").replace(/\.$/, "");
    const known = lookUp({ ...call, args: {} }, "aws:route53/zone:Zone").find(
      (row) => text(row.outputs.name)?.replace(/\.$/, "") === name || row.id === call.args.zoneId,
    );
    if (known) return { ...known.outputs, id: known.id };
    const id = argument(call, "zoneId") || `Z${pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 20, "zone", name)}`;
    const servers = ["com", "net", "org", "co.uk"].map((end, index) => `ns-${index * 512 + 1}.awsdns-01.${end}`);
    return {
      id,
      zoneId: id,
      name,
      arn: `arn:aws:route53:::hostedzone/${id}`,
      nameServers: servers,
      primaryNameServer: servers[0] ?? "",
    };
  },
  "aws:acm/getCertificate:getCertificate": (call) => {
    const domain = argument(call, "domain");
    const known = lookUp({ ...call, args: {} }, "aws:acm/certificate:Certificate").find(
      (row) => row.outputs.domainName === domain,
    );
    const arn =
      known?.id ??
      `arn:aws:acm:${call.place.region}:${call.place.account}:certificate/${hex(32, "certificate", domain)}`;
    return { id: arn, arn, domain, status: "ISSUED", certificate: "", certificateChain: "" };
  },
  "cloudflare:index/getZone:getZone": (call) => {
    const name = text(properties(call.args.filter).name) ?? "";
    return zone(call, name, argument(call, "zoneId"));
  },
  "cloudflare:index/getZones:getZones": (call) => {
    const name = argument(call, "name");
    return { match: "all", results: name === "" ? [] : [zone(call, name, "")] };
  },
  "cloudflare:index/getAccounts:getAccounts": (call) => {
    const name = argument(call, "name", "rehearsal");
    return {
      results: [
        { id: hex(32, "cloudflare account"), name, type: "standard", createdOn: "", managedBy: {}, settings: {} },
      ],
    };
  },
  "cloudflare:index/getAccount:getAccount": (call) => {
    const id = argument(call, "accountId", hex(32, "cloudflare account"));
    return { id, accountId: id, name: "rehearsal", type: "standard" };
  },
  // Plain text: bridged providers give a secret of a data source unmarked (pulumi-terraform-bridge#1051).
  "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken": (call) => {
    const [accountId, tunnelId] = [argument(call, "accountId"), argument(call, "tunnelId")];
    const parts = { a: accountId, t: tunnelId, s: "simulated: no tunnel takes this" };
    return { id: tunnelId, token: Buffer.from(JSON.stringify(parts)).toString("base64") };
  },
  "cloudflare:index/getIpRanges:getIpRanges": () => ({
    etag: hex(32, "ranges"),
    ipv4Cidrs: RANGES.v4,
    ipv6Cidrs: RANGES.v6,
    jdcloudCidrs: [],
  }),
};

/** A zone of the account, or one that is taken to be there. */
function zone(call: Call, name: string, id: string): Values {
  const rows = lookUp({ ...call, args: {} }, "cloudflare:index/zone:Zone");
  const known = rows.find((row) => row.id === id || row.outputs.name === name);
  if (known) return { ...known.outputs, id: known.id, zoneId: known.id };
  const zoneId = id || hex(32, "cloudflare zone", name);
  const account = { id: hex(32, "cloudflare account"), name: "rehearsal" };
  return {
    id: zoneId,
    zoneId,
    name,
    account,
    status: "active",
    type: "full",
    nameServers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
  };
}
