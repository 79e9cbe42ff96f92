/** An environment with settings on top, as a stack's config would give them. */
export interface Scenario {
  readonly environment: string;
  /** By path, as text. */
  readonly config: Readonly<Record<string, string>>;
}

/** Environments that are previewed before their deploy and refreshed after it: one of each product. */
export const WATCHED: ReadonlySet<string> = new Set([
  "happyrobot-prod",
  "proliferate-prod",
  "runlayer-enterprise",
  "suna-prod",
  "threa-prod",
]);

/** A change that an environment is deployed with once more: to see what it reaches. */
export const CHANGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "suna-prod": { "edge.router.active": "ecs" },
  "runlayer-prod": { "services.backend.scaling.max": "30" },
};

/** Options that no environment of the repository switches on, each one rehearsed. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "threa-kept": {
    environment: "threa-prod",
    config: {
      "data.postgres.finalSnapshot": "true",
      "data.secrets.entries.workos-api-key": "{ source: operator }",
      "services.app.secrets.WORKOS_API_KEY": "{ secret: workos-api-key }",
    },
  },
  "threa-cloudflare": {
    environment: "threa-scaled",
    config: { "dns.provider": "cloudflare", "cluster.loadBalancer.http": "off" },
  },
  "happyrobot-options": {
    environment: "happyrobot-prod",
    config: {
      "aws.residency": "[eu-south-2, eu-central-1]",
      "network.endpoints.enabled": "true",
      "data.postgres.multiAz": "true",
      "data.postgres.readReplicas": "1",
      "data.postgres.backupCopyRegion": "eu-central-1",
      "data.redis.mode": "replicationGroup",
      "data.secrets.rotationDays": "30",
      "data.secrets.entries.openai-key": "{ source: operator }",
      "services.api.secrets":
        "{ DATABASE_URL: null, DATABASE_HOST: { postgres: host }, DATABASE_USER: { postgres: username }, OPENAI_API_KEY: { secret: openai-key }, REDIS_URL: { redis: url } }",
      "services.api.scaling": "{ min: 2, max: 6, cpuPercent: 50, memoryPercent: 75 }",
      "cluster.loadBalancer.https.certificateArn":
        "arn:aws:acm:eu-south-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
      dns: "{ provider: route53, zone: happyrobot.example, names: [app.happyrobot.example] }",
      "edge.cdn.enabled": "true",
      "observability.emails": "[ops@example.com, oncall@example.com]",
      "observability.budget.monthlyUsd": "120",
      "observability.audit": "{ config: true, guardDuty: true }",
    },
  },
  "happyrobot-zone": {
    environment: "happyrobot-dev",
    config: {
      dns: "{ provider: route53, zone: happyrobot.example, createZone: true, names: [app.happyrobot.example] }",
    },
  },
  "suna-copy": {
    environment: "suna-prod",
    config: { "data.backup.copy": "{ region: us-east-2, retentionDays: 60 }", "data.backup.daily.retentionDays": "45" },
  },
  "runlayer-quiet": {
    environment: "runlayer-enterprise",
    config: { "services.sentry-relay.enabled": "false", "services.tool-guard.enabled": "false" },
  },
  "proliferate-options": {
    environment: "proliferate-dev",
    config: {
      "data.postgres.mode": "external",
      "data.secrets.entries.modal-token-id.presence": "off",
      "data.secrets.entries.modal-token-secret.presence": "off",
      "data.secrets.entries.e2b-api-key.presence": "required",
      "data.secrets.entries.google-client-id.presence": "required",
      "data.secrets.entries.google-client-secret.presence": "required",
      "services.web.enabled": "true",
      "services.web.deployment.wait": "false",
      "migration.run": "manual",
      dns: "{ provider: route53, zone: example.com, createZone: true, names: [app.example.com] }",
      "cluster.loadBalancer.https.domain": "app.example.com",
    },
  },
};
