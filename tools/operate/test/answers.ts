import type { ProxiedAnswer } from "@strata/moto";
import { asList, asTree, valueAt } from "@strata/shared-config";

/** Time that passes only where somebody waits. */
export function clock() {
  let now = 0;
  const pause = async (milliseconds: number) => {
    now += milliseconds;
  };
  return { now: () => now, pause };
}

/** An answer with one thing of each task changed. */
export function changed(answer: ProxiedAnswer, change: (task: object) => object): ProxiedAnswer {
  const { body } = answer;
  return {
    ...answer,
    body: {
      ...asTree(body),
      tasks: asList(valueAt(body, ["tasks"]))
        .map(asTree)
        .map(change),
    },
  };
}

/** Each task has ended with an exit code. */
export const ends = (exitCode: number) => (answer: ProxiedAnswer) =>
  changed(answer, (task) => ({
    ...task,
    lastStatus: "STOPPED",
    startedAt: 1,
    stoppedReason: "Essential container in task exited",
    containers: [{ name: "app", lastStatus: "STOPPED", exitCode }],
  }));

/** An answer of DescribeServices in which the service's last deployment is in a state. */
export const deploymentOf = (rolloutState: string) => async (_call: object, forward: () => Promise<ProxiedAnswer>) => {
  const answer = await forward();
  const [service] = Object(answer.body).services;
  const [primary] = service.deployments;
  return {
    ...answer,
    body: {
      services: [
        {
          ...service,
          deployments: [{ ...primary, rolloutState, rolloutStateReason: "tasks failed to start." }],
          events: [{ message: "(service threa) was unable to place a task." }],
        },
      ],
    },
  };
};
