import { Client, credentials, type ServiceDefinition } from "@grpc/grpc-js";
import type { AccountRow } from "../account/account.ts";

/** What the commands ask of a running cloud process, besides what engines ask. */
export type Question =
  | { readonly ask: "who" }
  | { readonly ask: "forget"; readonly environment: string }
  /** The plan of faults in the world's folder is another. */
  | { readonly ask: "rearm" }
  /** A change behind Pulumi's back. */
  | { readonly ask: "drift"; readonly row: AccountRow; readonly gone: boolean }
  | { readonly ask: "stop" };

/** The process's answer. */
export interface Answer {
  readonly pid: number;
  /** The world that it serves. */
  readonly folder: string;
  /** Resources of the environment that were forgotten. */
  readonly forgotten: number;
}

const PATH = "/strata.rehearsal.Cloud/Ask";
const encode = (message: Question | Answer): Buffer => Buffer.from(JSON.stringify(message));

/** The service's one method, with JSON in place of protobuf. */
export const questionService: ServiceDefinition = {
  ask: {
    path: PATH,
    requestStream: false,
    responseStream: false,
    requestSerialize: encode,
    requestDeserialize: (bytes: Buffer): Question => JSON.parse(bytes.toString()),
    responseSerialize: encode,
    responseDeserialize: (bytes: Buffer): Answer => JSON.parse(bytes.toString()),
  },
};

/** A loopback call that takes longer than this is not answered by a cloud process at all. */
const PATIENCE_MS = 5_000;

/**
 * Asks the process at a port. Undefined when nobody answers there.
 * @param until "stopped": gives the answer only when the process has closed its port
 */
export async function ask(
  port: number,
  question: Question,
  until: "answered" | "stopped" = "answered",
): Promise<Answer | undefined> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  try {
    const answer = await new Promise<Answer | undefined>((resolve) => {
      const deadline = Date.now() + PATIENCE_MS;
      const decode = (bytes: Buffer): Answer => JSON.parse(bytes.toString());
      client.makeUnaryRequest(PATH, encode, decode, question, { deadline }, (error, reply) =>
        resolve(error ? undefined : reply),
      );
    });
    if (answer && until === "stopped") await closed(client);
    return answer;
  } finally {
    client.close();
  }
}

/** Waits until the connection is lost, which is when the process ends. */
async function closed(client: Client): Promise<void> {
  const channel = client.getChannel();
  const state = channel.getConnectivityState(false);
  await new Promise<void>((resolve) => {
    channel.watchConnectivityState(state, Date.now() + PATIENCE_MS, () => resolve());
  });
}
