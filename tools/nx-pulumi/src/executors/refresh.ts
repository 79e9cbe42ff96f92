import { rolloutExecutor } from "./rollout-executor.ts";

const { single, batch } = rolloutExecutor("refresh");

export default single;
export { batch };
