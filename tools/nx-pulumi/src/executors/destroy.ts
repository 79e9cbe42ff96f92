import { rolloutExecutor } from "./rollout-executor.ts";

const { single, batch } = rolloutExecutor("destroy");

export default single;
export { batch };
