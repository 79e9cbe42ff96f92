import { rolloutExecutor } from "./rollout-executor.ts";

const { single, batch } = rolloutExecutor("deploy");

export default single;
export { batch };
