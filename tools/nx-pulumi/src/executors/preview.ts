import { rolloutExecutor } from "./rollout-executor.ts";

const { single, batch } = rolloutExecutor("preview");

export default single;
export { batch };
