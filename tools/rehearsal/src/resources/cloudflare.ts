import { digits, hex, MADE_AT, pick, uuid } from "../facts/hash.ts";
import { input, type ResourceRule, type ResourceRules } from "./rule.ts";

const script: ResourceRule = {
  id: (draft) => input(draft, "scriptName"),
  unique: true,
  outputs: (made) => ({
    etag: made.hex(64, "etag"),
    handlers: ["fetch"],
    hasModules: true,
    usageModel: "standard",
    placementMode: "",
    placementStatus: "",
    migrationTag: "",
    lastDeployedFrom: "api",
    bodyPart: "",
  }),
  evolves: (made, before) => ({ etag: made.hex(64, JSON.stringify(before.etag ?? "")) }),
  replaces: ["scriptName"],
};

const tunnel: ResourceRule = {
  id: (draft) => uuid(draft.hex(32)),
  outputs: (made) => ({
    accountTag: input(made, "accountId"),
    status: "inactive",
    tunType: "cfd_tunnel",
    configSrc: "local",
    remoteConfig: true,
    connsActiveAt: "",
    connsInactiveAt: "",
    deletedAt: "",
    metadata: "{}",
  }),
  replaces: ["name", "tunnelSecret", "configSrc"],
};

const record: ResourceRule = {
  outputs: () => ({ proxied: false, proxiable: true, meta: "{}", tags: [], commentModifiedOn: "", tagsModifiedOn: "" }),
};

/** Cloudflare: ids are 32 hexadecimal digits unless a row says otherwise. */
export const cloudflare: ResourceRules = {
  "cloudflare:index/zone:Zone": {
    outputs: (made) => ({
      nameServers: ["ada", "bob"].map((name) => `${name}.ns.cloudflare.com`),
      status: "pending",
      type: "full",
      paused: false,
      verificationKey: `${digits(9, made.id)}-${digits(9, made.id, "b")}`,
      vanityNameServers: [],
      activatedOn: MADE_AT,
    }),
    replaces: ["name", "account"],
  },
  "cloudflare:index/dnsRecord:DnsRecord": record,
  "cloudflare:index/record:Record": record,
  "cloudflare:index/workersScript:WorkersScript": script,
  "cloudflare:index/workerScript:WorkerScript": script,
  "cloudflare:index/workersKv:WorkersKv": {
    id: (draft) => input(draft, "keyName"),
    replaces: ["keyName", "namespaceId"],
  },
  "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared": tunnel,
  "cloudflare:index/tunnel:Tunnel": tunnel,
  "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig": {
    // The provider gives it the tunnel's own id, in clear. A tunnel's id may be a secret, so here it is another one.
    // Source: cloudflare/terraform-provider-cloudflare, zero_trust_tunnel_cloudflared_config, resource.go.
    id: (draft) => uuid(draft.hex(32)),
    outputs: () => ({ source: "cloudflare", version: 1 }),
    replaces: ["tunnelId"],
  },
  "cloudflare:index/zoneSetting:ZoneSetting": {
    id: (draft) => input(draft, "settingId"),
    outputs: () => ({ editable: true, timeRemaining: 0 }),
    replaces: ["settingId"],
  },
  "cloudflare:index/r2Bucket:R2Bucket": {
    id: (draft) => input(draft, "name"),
    unique: true,
    outputs: () => ({ creationDate: MADE_AT, jurisdiction: "default", location: "WEUR", storageClass: "Standard" }),
    replaces: ["name", "location", "jurisdiction"],
  },
  "cloudflare:index/d1Database:D1Database": {
    id: (draft) => uuid(draft.hex(32)),
    outputs: (made) => ({ uuid: made.id, version: "production", createdAt: MADE_AT, fileSize: 0, numTables: 0 }),
    replaces: ["name", "primaryLocationHint", "jurisdiction"],
  },
  "cloudflare:index/queue:Queue": {
    outputs: (made) => ({ queueId: made.id, createdOn: MADE_AT, modifiedOn: MADE_AT }),
  },
  "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication": {
    id: (draft) => uuid(draft.hex(32)),
    outputs: (made) => ({ aud: hex(64, made.id, "audience") }),
  },
  "cloudflare:index/workersCronTrigger:WorkersCronTrigger": {
    id: (draft) => input(draft, "scriptName"),
    replaces: ["scriptName"],
  },
  "cloudflare:index/workersCustomDomain:WorkersCustomDomain": {
    // A hostname is attached once, however often that is asked. Source: Cloudflare API, Attach Domain.
    id: (draft) => hex(32, input(draft, "accountId"), input(draft, "hostname")),
    outputs: (made) => ({ certId: uuid(made.id), environment: "production" }),
  },
  "cloudflare:index/apiToken:ApiToken": {
    outputs: (made) => ({
      status: "active",
      value: pick("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 40, made.id),
    }),
  },
  "cloudflare:index/ruleset:Ruleset": {
    outputs: () => ({ version: "1", lastUpdated: MADE_AT, description: "" }),
    evolves: (_made, before) => ({ version: String(Number(before.version ?? 0) + 1) }),
    replaces: ["kind", "phase"],
  },
};
