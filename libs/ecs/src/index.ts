export {
  type AwaitedService,
  awaitSteady,
  clusterOf,
  describeServices,
  type SteadyHost,
  type Unsteady,
} from "./deployment/await-steady.ts";
export { unsteadyError } from "./deployment/failures.ts";
export { type EcsDoor, openEcs } from "./ecs-door.ts";
export { type LogPlace, lastLines, logPlaceOf, StreamReader } from "./log-stream.ts";
export { familyOf, revisionOf, startedByOf } from "./one-off/names.ts";
export type { OneOffTask, TaskEvent, TaskHost } from "./one-off/one-off-task.ts";
export { runOneOff } from "./one-off/run-one-off.ts";
