import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import type { Environment, Service } from "../resolve.ts";
import { checkSecretReferences } from "./containers.ts";

/** Whether what a service calls is an internal service, and what it is told of it can be known. */
export function checkCalls(environment: Environment, service: Service): Problem[] {
  return [...checkVariables(service), ...checkCallees(environment, service)];
}

/** What a service is told of one callee takes the place of nothing that it is told elsewhere. */
function checkVariables({ calls, environment, secrets }: Service): Problem[] {
  const known = new Set([...Object.keys(environment), ...Object.keys(secrets)]);
  return Object.entries(calls).flatMap(([callee, call]) =>
    (["environment", "secrets"] as const).flatMap((term) =>
      Object.keys(call[term]).flatMap((variable) => {
        if (!known.has(variable)) {
          known.add(variable);
          return [];
        }
        return [{ path: ["calls", callee, term, variable], message: "is a variable of the service already" }];
      }),
    ),
  );
}

function checkCallees(environment: Environment, { calls }: Service): Problem[] {
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
