import type { Life } from "../corpus.ts";

const memory = { "services.app.memory": "1024" };
const repository = { ...memory, "cluster.repositories.jobs.name": "threa-jobs" };
const database = { ...repository, "data.postgres.instanceClass": "db.t4g.small" };
const balanced = { "cluster.loadBalancer.enabled": "true", "services.app.exposure": "loadBalancer" };

/** The product's own six layers, edited by their settings. */
export const product: Life = {
  title: "threa",
  environment: "threa-prod",
  changes: [
    { title: "deploys an empty environment of six layers" },
    { title: "gives a service more memory", config: memory },
    { title: "adds a repository to those that are read", config: repository },
    { title: "makes the database larger, whose address is read", config: database },
    { title: "goes back to what the files say" },
    { title: "makes the cache a group of nodes", config: { "data.redis.mode": "replicationGroup" } },
    { title: "puts a load balancer before the service", config: balanced },
    { title: "gives the network a NAT gateway", config: { ...balanced, "network.nat": "single" } },
    { title: "changes nothing", config: { ...balanced, "network.nat": "single" } },
  ],
};
