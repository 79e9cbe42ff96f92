// What a state is made of, for readers that need no engine: nothing here loads the Pulumi SDK.
export { inOrder } from "./in-order.ts";
export { stackKey } from "./stack-key.ts";
export {
  parseState,
  type StateEntry,
  type StoredPending,
  type StoredResource,
  type StoredState,
  withResources,
} from "./stored-state.ts";
