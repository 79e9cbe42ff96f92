import { startMoto, startMotoProxy } from "@strata/moto";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud } from "@strata/rehearsal";
import { openRegistry } from "./registry.ts";
import { shareSecrets } from "./shared-secrets.ts";

/** An account of two halves: moto answers the set-up, the simulated cloud what the stacks make. */
export interface StandIn {
  /** What makes a process see nothing else. */
  readonly variables: Readonly<Record<string, string>>;
  /** Operations that moto was asked for since the last look, each as it is named in a proxied call. */
  readonly callsSince: () => readonly string[];
  /** References of the images that were pushed. */
  readonly pushed: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts both, and hands moto each secret and parameter that the data layer has made. */
export async function startStandIn(folder: string): Promise<StandIn> {
  const world = openWorld(folder);
  const [moto, cloud] = await Promise.all([startMoto({ MOTO_ACM_VALIDATION_WAIT: "1" }), startCloud(world)]);
  const proxy = await startMotoProxy(moto);
  shareSecrets(world.account, proxy, moto);
  const registry = openRegistry(folder);
  proxy.answers.set("AmazonEC2ContainerRegistry_V20150921.DescribeImages", registry.describeImages);
  const rehearsal = rehearsalEnvironment(world, cloud.port);
  let seen = 0;
  return {
    variables: {
      ...rehearsal,
      ...proxy.variables,
      PATH: registry.path,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: proxy.endpoint,
      AWS_REGION: "",
      AWS_PROFILE: "",
      AWS_DEFAULT_PROFILE: "",
      PULUMI_BACKEND_URL: "",
      PULUMI_CONFIG_PASSPHRASE: "",
    },
    callsSince: () => {
      const calls = proxy.calls.slice(seen).map(({ target }) => target);
      seen = proxy.calls.length;
      return calls;
    },
    pushed: registry.pushed,
    close: async () => {
      await proxy.stop();
      await moto.stop();
      await stopCloud(world);
    },
  };
}
