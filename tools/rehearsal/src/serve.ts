// The simulated cloud's process: `node serve.ts <world's folder>`. It reports on descriptor 3 ("ready", or an error as
// JSON), and ends by itself when no engine has called for twelve hours.
import { closeSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "@grpc/grpc-js";
import { openSdkFacts } from "@strata/sdk-facts";
import { StrataError } from "@strata/shared-config";
import { openAccount } from "./account/journal.ts";
import { readPlan } from "./faults/armed.ts";
import { appendLog, readLog } from "./faults/fault-log.ts";
import { Faults } from "./faults/faults.ts";
import { type ApiServer, serveApis } from "./http/server.ts";
import { serveProviders } from "./provider/server.ts";
import { unary } from "./provider/unary.ts";
import { dropCloudRecord, writeCloudRecord } from "./world/cloud-record.ts";
import { type Answer, type Question, questionService } from "./world/questions.ts";

const IDLE_MS = 12 * 60 * 60 * 1000;
const REPORT = 3;

const folder = process.argv[2] ?? process.cwd();
const files = {
  cloud: join(folder, "cloud.json"),
  faults: join(folder, "faults.json"),
  faultLog: join(folder, "faults.jsonl"),
};

function report(words: string): void {
  writeSync(REPORT, `${words}\n`);
  closeSync(REPORT);
}

function stop(server: Server, apis: ApiServer): void {
  dropCloudRecord(files, process.pid);
  apis.server.close();
  apis.server.closeAllConnections();
  // The answer to "stop" has to leave first.
  setImmediate(() => server.forceShutdown());
}

try {
  const account = openAccount(join(folder, "account.jsonl"));
  const facts = openSdkFacts(import.meta.url);
  const faults = new Faults({
    cloud: { facts, account },
    log: (line) => appendLog(files.faultLog, line),
    crash: async () => {
      process.kill(process.pid, "SIGKILL");
      return new Promise<never>(() => undefined);
    },
  });
  const arm = () => faults.arm(readPlan(files) ?? { seed: 0, faults: [] }, readLog(files.faultLog));
  arm();
  let server: Server | undefined;
  const apis = await serveApis({ facts, account }, faults);
  const idle = setTimeout(() => server && stop(server, apis), IDLE_MS);
  const answer = (question: Question): Answer => {
    const forgotten = question.ask === "forget" ? account.forgetStack(question.environment) : 0;
    if (question.ask === "rearm") arm();
    if (question.ask === "drift") {
      if (question.gone) account.delete(question.row, question.row.urn);
      else account.put(question.row);
    }
    if (question.ask === "stop" && server) {
      clearTimeout(idle);
      stop(server, apis);
    }
    return { pid: process.pid, folder, forgotten };
  };
  const served = await serveProviders(
    { facts, account },
    {
      faults,
      onCall: () => idle.refresh(),
      services: (to) => to.addService(questionService, { ask: unary(answer) }),
    },
  );
  server = served.server;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      clearTimeout(idle);
      stop(served.server, apis);
    });
  }
  writeCloudRecord(files, {
    pid: process.pid,
    port: served.port,
    apiPort: apis.port,
    startedAt: new Date().toISOString(),
  });
  report("ready");
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof StrataError)) throw error;
  const { code, message, hint, fault } = error;
  report(JSON.stringify({ code, message, hint, fault }));
}
