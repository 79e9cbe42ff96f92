import type { Operation } from "@strata/engine";

/** Whether an operation only looks: it takes no lock, adopts nothing, and leaves nothing beside the state. */
export function isPreview(operation: Operation): boolean {
  return operation === "preview" || operation === "preview-destroy";
}

/** Whether an operation deletes layers, or shows how it would: it walks from the dependents down. */
export function isDestroy(operation: Operation): boolean {
  return operation === "destroy" || operation === "preview-destroy";
}

/** Whether an operation runs the layers' programs, which read their upstreams. */
export function readsUpstreams(operation: Operation): boolean {
  return operation === "deploy" || operation === "preview";
}
