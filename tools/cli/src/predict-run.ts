import { extraSeconds, type FaultStory, type Prediction, predict, slowedDown } from "@strata/rehearsal";
import { type RolloutRecord, readTrace } from "@strata/rollout";

/**
 * How long a rehearsed run takes in a real account; null for one that did not end well, as nobody knows the rest of it.
 *
 * @param file of its record
 * @param faults that were armed: some of them take time
 */
export async function predictRun(
  record: RolloutRecord,
  file: string,
  faults: readonly FaultStory[],
): Promise<Prediction | null> {
  if (record.status !== "succeeded") return null;
  const trace = await readTrace(file);
  const extra = extraSeconds(faults.flatMap(({ strikes }) => strikes));
  return trace === undefined ? null : predict(slowedDown(trace, extra));
}
