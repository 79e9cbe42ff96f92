import type { Aws } from "../src/aws/aws.ts";

/** The machine loses its power, or the network goes. */
class CutOff extends Error {
  override readonly name = "CutOff";
}

/**
 * The clients of a set-up that is cut off after a number of calls, and how many calls there were. AWS has done by then what
 * it was asked last, and nobody hears of it; a cut before a call is one after the call before.
 */
export function cutAws(aws: Aws, after: number) {
  const counts = { calls: 0 };
  const guard = async <Output>(send: () => Promise<Output>): Promise<Output> => {
    if (counts.calls >= after) throw new CutOff(`cut off after call ${after}`);
    const output = await send();
    counts.calls += 1;
    if (counts.calls >= after) throw new CutOff(`cut off after call ${after}`);
    return output;
  };
  const options = { step: "initialize", name: "cut" } as const;
  const clients: Aws = {
    ...aws,
    s3: async () => {
      const client = await aws.s3();
      client.middlewareStack.add((next) => (args) => guard(() => next(args)), options);
      return client;
    },
    dynamodb: async () => {
      const client = await aws.dynamodb();
      client.middlewareStack.add((next) => (args) => guard(() => next(args)), options);
      return client;
    },
    kms: async () => {
      const client = await aws.kms();
      client.middlewareStack.add((next) => (args) => guard(() => next(args)), options);
      return client;
    },
  };
  return { aws: clients, counts };
}
