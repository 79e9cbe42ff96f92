// A zone at Cloudflare: names, a Worker that keeps values and wakes up by itself, a bucket, a tunnel, rules.
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const config = new pulumi.Config();
const domain = config.require("domain");
const accounts = await cloudflare.getAccounts({});
const accountId = accounts.results[0]?.id ?? "";
const zone = cloudflare.getZoneOutput({ filter: { name: domain } });

const names = [
  { name: "www", type: "CNAME", content: domain, proxied: true },
  { name: "@", type: "A", content: "192.0.2.10", proxied: true },
  { name: "@", type: "MX", content: "mail.example.net", priority: 10 },
  { name: "@", type: "TXT", content: "v=spf1 -all" },
];
const records = names.map(
  (record, index) =>
    new cloudflare.DnsRecord(`${record.type.toLowerCase()}-${index}`, {
      zoneId: zone.zoneId.apply((id) => id ?? ""),
      ttl: 1,
      ...record,
    }),
);

const kv = new cloudflare.WorkersKvNamespace("sessions", { accountId, title: "sessions" });
new cloudflare.WorkersKv("motd", { accountId, namespaceId: kv.id, keyName: "motd", value: "hello" });
const uploads = new cloudflare.R2Bucket("uploads", { accountId, name: "uploads", location: "weur" });
const queue = new cloudflare.Queue("mails", { accountId, queueName: "mails" });
const database = new cloudflare.D1Database("app", { accountId, name: "app", readReplication: { mode: "disabled" } });

const worker = new cloudflare.WorkersScript("front", {
  accountId,
  scriptName: "front",
  mainModule: "worker.js",
  compatibilityDate: "2026-01-01",
  content: "export default { async fetch(request, env) { return new Response(await env.SESSIONS.get('motd')); } };",
  bindings: [
    { name: "SESSIONS", type: "kv_namespace", namespaceId: kv.id },
    { name: "UPLOADS", type: "r2_bucket", bucketName: uploads.name },
    { name: "MAILS", type: "queue", queueName: queue.queueName },
    { name: "DB", type: "d1", id: database.id },
    { name: "KEY", type: "secret_text", text: config.requireSecret("key") },
  ],
});
new cloudflare.WorkersCronTrigger("front", {
  accountId,
  scriptName: worker.scriptName,
  schedules: [{ cron: "*/30 * * * *" }],
});
const route = new cloudflare.WorkersRoute("front", {
  zoneId: zone.zoneId.apply((id) => id ?? ""),
  pattern: `www.${domain}/*`,
  script: worker.scriptName,
});

const secret = new random.RandomBytes("tunnel", { length: 32 });
const tunnel = new cloudflare.ZeroTrustTunnelCloudflared("office", {
  accountId,
  name: "office",
  configSrc: "cloudflare",
  tunnelSecret: secret.base64,
});
new cloudflare.ZeroTrustTunnelCloudflaredConfig("office", {
  accountId,
  tunnelId: tunnel.id,
  config: {
    ingresses: [{ hostname: `git.${domain}`, service: "http://localhost:3000" }, { service: "http_status:404" }],
  },
});
const git = new cloudflare.DnsRecord("git", {
  zoneId: zone.zoneId.apply((id) => id ?? ""),
  name: "git",
  type: "CNAME",
  ttl: 1,
  proxied: true,
  content: pulumi.interpolate`${tunnel.id}.cfargotunnel.com`,
});
const token = cloudflare.getZeroTrustTunnelCloudflaredTokenOutput({ accountId, tunnelId: tunnel.id });

const rules = new cloudflare.Ruleset("firewall", {
  zoneId: zone.zoneId.apply((id) => id ?? ""),
  name: "Firewall",
  kind: "zone",
  phase: "http_request_firewall_custom",
  rules: [
    {
      action: "block",
      expression: '(http.request.uri.path contains "/wp-login.php")',
      description: "No WordPress here",
      enabled: true,
    },
    { action: "managed_challenge", expression: "(cf.client.bot)", enabled: true },
  ],
});
for (const [settingId, value] of Object.entries({ ssl: "strict", min_tls_version: "1.2" })) {
  new cloudflare.ZoneSetting(settingId, { zoneId: zone.zoneId.apply((id) => id ?? ""), settingId, value });
}
const app = new cloudflare.ZeroTrustAccessApplication("git", {
  accountId,
  name: "git",
  type: "self_hosted",
  domain: `git.${domain}`,
  sessionDuration: "24h",
});

export const zoneId = zone.zoneId;
export const zoneAccount = zone.account.id;
export const nameServers = zone.nameServers;
export const recordIds = records.map((record) => record.id);
export const kvId = kv.id;
export const queueId = queue.queueId;
export const databaseId = database.uuid;
export const bucketName = uploads.name;
export const workerId = worker.id;
export const routeId = route.id;
export const tunnelId = tunnel.id;
export const tunnelTarget = git.content;
export const tunnelToken = pulumi.secret(token.token);
export const rulesetVersion = rules.version;
export const audience = app.aud;
