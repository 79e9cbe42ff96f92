import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installMoto } from "./install-moto.ts";

/** A running stand-in for AWS, empty at its start. */
export interface Moto {
  /** `http://127.0.0.1:43215`: for every service. */
  readonly endpoint: string;
  /** What makes an AWS SDK of this process or a child talk to it. The keys are made up, as all are right to it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts moto on a loopback port that the system picks. It ends with `stop`, and with this process.
 *
 * @param settings variables of moto's own, such as `MOTO_ACM_VALIDATION_WAIT`
 * @throws StrataError TOOL_MISSING where it cannot be installed
 */
export async function startMoto(settings: Readonly<Record<string, string>> = {}): Promise<Moto> {
  const { python, variables } = await installMoto();
  const child = spawn(python, [join(import.meta.dirname, "serve.py")], {
    env: { ...process.env, ...variables, PYTHONUNBUFFERED: "1", MOTO_IAM_LOAD_MANAGED_POLICIES: "false", ...settings },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const endpoint = await addressOf(child);
  return {
    endpoint,
    variables: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "stand-in",
      AWS_SECRET_ACCESS_KEY: "stand-in",
      AWS_REGION: "eu-central-1",
    },
    stop: async () => {
      process.off("exit", end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** It says where it listens once it does. What it writes afterwards, a line for each request, is read and dropped. */
function addressOf(child: ChildProcess & { readonly stderr: NodeJS.ReadableStream }): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`moto ended with ${code}:\n${said.join("\n")}`)));
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (said.length < 50) said.push(line);
      const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
  });
}
