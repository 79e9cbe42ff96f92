import { arn } from "../facts/arn.ts";
import { hex, uuid } from "../facts/hash.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import type { Draft, ResourceRules } from "./rule.ts";

/** Batch: where jobs run, in which order, and what they are. */
export const batch: ResourceRules = {
  "aws:batch/computeEnvironment:ComputeEnvironment": {
    ...named(),
    arn: arnOf("batch", "compute-environment/"),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      ecsClusterArn: arn(made.place, "ecs", `cluster/AWSBatch-${made.id}-${uuid(hex(32, made.id))}`),
      status: "VALID",
      statusReason: "ComputeEnvironment Healthy",
    }),
    replaces: ["name", "namePrefix", "type", "eksConfiguration"],
    naming: { property: "name", maxLength: 128 },
  },
  "aws:batch/jobQueue:JobQueue": {
    ...arnAsId((draft) => arn(draft.place, "batch", `job-queue/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made) }),
    replaces: ["name"],
    naming: { property: "name", maxLength: 128 },
  },
  "aws:batch/jobDefinition:JobDefinition": {
    // Each change registers a revision. The resource keeps the id of its first; only its ARN goes on.
    id: (draft) => `${prefixOf(draft)}:${draft.generation + 1}`,
    arn: (made) => `${prefixOf(made)}:${Number(made.id.slice(made.id.lastIndexOf(":") + 1))}`,
    outputs: (made) => ({ name: nameOf(made), revision: made.generation + 1, arnPrefix: prefixOf(made) }),
    evolves: (made, before) => {
      const revision = Number(before.revision ?? 0) + 1;
      return { revision, arn: `${prefixOf(made)}:${revision}` };
    },
    replaces: ["name", "type"],
    documents: ["containerProperties", "ecsProperties", "nodeProperties"],
    naming: { property: "name", maxLength: 128 },
  },
};

function prefixOf(draft: Draft): string {
  return arn(draft.place, "batch", `job-definition/${nameOf(draft)}`);
}
