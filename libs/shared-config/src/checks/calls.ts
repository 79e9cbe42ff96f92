import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import type { Environment, Service } from "../resolve.ts";
import { checkSecretReferences } from "./containers.ts";

/** Whether what a service calls is an internal service, and what it is told of it can be known. */
export function checkCalls(environment: Environment, { calls }: Service): Problem[] {
  return Object.entries(calls).flatMap(([callee, call]): Problem[] => {
    const path = ["calls", callee];
    const { services, serviceKeys } = environment;
    const target = services[callee];
    if (target === undefined) {
      return [
        { path, message: `no such service${didYouMean(callee, serviceKeys)}; there are: ${serviceKeys.join(", ")}` },
      ];
    }
    if (target.exposure !== "internal") {
      return [{ path, message: `${callee} is not reached by name: set services.${callee}.exposure: internal` }];
    }
    return checkSecretReferences(environment, call.secrets, call.environment).map((problem) => ({
      ...problem,
      path: [...path, ...problem.path],
    }));
  });
}
