import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";
import { checkCluster } from "./cluster.ts";
import { checkData } from "./data.ts";
import { checkEdge } from "./edge.ts";
import { checkNames } from "./names.ts";
import { checkNetwork } from "./network.ts";
import { checkServices } from "./services.ts";

/** What is wrong with an environment across its settings: all that a schema of single values cannot see. */
export function checkEnvironment(environment: Environment): Problem[] {
  return [checkNetwork, checkData, checkCluster, checkServices, checkEdge, checkNames].flatMap((check) =>
    check(environment),
  );
}
