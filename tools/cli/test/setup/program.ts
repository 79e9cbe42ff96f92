import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Question, SetupContext, SetupStep } from "@strata/setup";
import { openAws } from "@strata/setup";
import { describeError, StrataError } from "@strata/shared-config";
import { Command } from "commander";
import { setupCommand } from "../../src/commands/setup.ts";
import { EXIT } from "../../src/context.ts";
import { openTerminal } from "../../src/terminal.ts";

// `strata setup` as it is, with questions and steps of a test's own: a step makes a file in the folder that it starts in.
const root = process.cwd();

const QUESTIONS: readonly Question[] = [
  {
    id: "colour",
    kind: "select",
    message: "Which colour?",
    choices: () => ["red", "green"].map((value) => ({ value, label: value })),
    initial: () => "green",
  },
  {
    id: "size",
    kind: "text",
    message: "How large?",
    validate: (value) => (/^\d+$/.test(value) ? undefined : `${value} is no number`),
  },
  { id: "nick", kind: "text", message: "A nickname?", optional: true },
  { id: "deep", kind: "text", message: "How deep?", when: ({ colour }) => colour === "red" },
  {
    id: "token",
    kind: "secret",
    message: "Token?",
    validate: (value) => (value.startsWith("tk-") ? undefined : `${value} does not start with tk-`),
  },
];

function step(id: string, title: string, work: (context: SetupContext) => Promise<void>): SetupStep {
  const file = join(root, "made", id);
  return {
    id,
    title,
    prepare: async (context) => {
      const { colour, size } = context.answers;
      const detail = `colour: ${colour}, size: ${size}`;
      if (existsSync(file)) return { changes: [{ action: "keep", what: `file ${id}` }], apply: async () => undefined };
      return {
        changes: [{ action: id === "second" ? "change" : "create", what: `file ${id}`, detail }],
        apply: async () => {
          await work(context);
          mkdirSync(join(root, "made"), { recursive: true });
          writeFileSync(file, `${context.secrets.get("token")?.length}`);
        },
      };
    },
  };
}

const STEPS: readonly SetupStep[] = [
  step("first", "the first file", async () => undefined),
  step("second", "the second file", async ({ host }) => {
    host.notify({ code: "note", data: { step: "second", message: "enter this at your registrar: ns1.example.com" } });
    while (existsSync(join(root, "hold"))) {
      host.notify({ code: "waiting", data: { step: "second", message: "the registrar has not answered" } });
      await host.pause(50);
    }
  }),
  step("third", "the third file", async () => {
    if (!existsSync(join(root, "broken"))) return;
    throw new StrataError("ACCOUNT_UNREACHABLE", "the third service does not answer", {
      hint: "look whether it runs",
      fault: "environment",
    });
  }),
];

const program = new Command().exitOverride();
let code: number = EXIT.fine;
const terminal = openTerminal(process.stdout, process.stderr);
const context = {
  terminal,
  root: () => root,
  exit: (wanted: number) => {
    code = wanted;
  },
};
setupCommand(program, context, async () => ({
  questions: async () => QUESTIONS,
  steps: STEPS,
  open: async ({ root, environment, host, answered }) => {
    return { root, environment, host, ...answered, aws: openAws("eu-central-1"), accountId: "123456789012" };
  },
  checklist: async () => [{ title: "DNS", text: "acme.example CNAME lb.example" }],
}));
try {
  await program.parseAsync(process.argv.slice(2), { from: "user" });
} catch (error) {
  terminal.err(describeError(error));
  code = EXIT.couldNotRun;
}
process.exit(code);
