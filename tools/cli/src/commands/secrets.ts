import {
  type Environment,
  type LayerName,
  openEnvironment,
  optionInvalid,
  type StrataError,
} from "@strata/shared-config";
import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { readSecretValue } from "../secret-input.ts";
import { tableText } from "../table.ts";

/** `strata secrets …`: the entries of an environment's secret store. No value of one is ever printed. */
export function secretsCommand(program: Command, context: CommandContext): void {
  const secrets = program.command("secrets").description("give, list and renew the secrets that containers read");
  secrets
    .command("set")
    .description("give a secret its value: at a masked prompt, or on standard input; never as an argument")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("<entry>", "a key of data.secrets.entries")
    // A further word would be repeated in the message, and it may be the secret.
    .allowExcessArguments()
    .action((environment: string, entry: string, _options: object, command: Command) => {
      if (command.args.length > 2) throw valueAsArgument(environment, entry);
      return set(environment, entry, context);
    });
  secrets
    .command("list")
    .description("list the secrets: where each is, whether it has a value, and who reads it")
    .argument("<environment>", "a file in environments/, without .yaml")
    .option("--json", "print JSON")
    .action((environment: string, options: { json?: boolean }) => list(environment, options, context));
  secrets
    .command("rotate")
    .description("renew a secret: a generated one by a higher generation, any other by a new value")
    .argument("<environment>", "a file in environments/, without .yaml")
    .argument("<entry>", "a key of data.secrets.entries")
    .option("--yes", "raise the generation without asking")
    .action((environment: string, entry: string, options: { yes?: boolean }) =>
      rotate(environment, entry, options, context),
    );
}

function valueAsArgument(environment: string, entry: string): StrataError {
  return optionInvalid(
    "a secret is never an argument: everybody on the machine sees those, and the shell remembers them",
    `strata secrets set ${environment} ${entry}, and type it there; if it was a real one, renew it`,
  );
}

async function set(name: string, entry: string, context: CommandContext): Promise<void> {
  const { configPath, findEntry, requireSettable } = await import("@strata/setup");
  const environment = openEnvironment(context.root(), name);
  const terms = findEntry(environment, entry);
  requireSettable(environment, entry, terms);
  const inStore = configPath(entry, terms) === undefined;
  await withStore(environment, inStore, (shelf) => put(environment, entry, terms, shelf, context));
}

async function list(name: string, { json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { terminal, root } = context;
  const { listSecrets } = await import("@strata/setup");
  const { readStackConfig } = await import("@strata/engine");
  const environment = openEnvironment(root(), name);
  await withStore(environment, true, async (shelf) => {
    const config = await readStackConfig({ root: root(), layer: "data", environment: name });
    const rows = await listSecrets(environment, shelf, new Set(Object.keys(config)));
    if (json === true) return terminal.out(JSON.stringify(rows, undefined, 2));
    if (rows.length === 0) return terminal.out(`${name} has no secrets of its own`);
    const cells = rows.map(({ changedAt, services, ...row }) => ({
      ...row,
      changed: changedAt ?? "",
      services: services.join(", "),
    }));
    const columns = {
      entry: "left",
      source: "left",
      state: "left",
      changed: "left",
      services: "left",
      place: "left",
    } as const;
    terminal.out(tableText(cells, columns));
  });
}

async function rotate(name: string, entry: string, { yes }: { yes?: boolean }, context: CommandContext): Promise<void> {
  const { terminal, root } = context;
  const { editEnvironment, findEntry, planRotation, usersOf } = await import("@strata/setup");
  const { confirm } = await import("../secret-input.ts");
  const environment = openEnvironment(root(), name);
  const terms = findEntry(environment, entry);
  const rotation = planRotation(environment, entry, terms);
  if (rotation.by === "value") return set(name, entry, context);
  const warning = `what the old value of ${entry} encrypted or signed is lost`;
  if (yes !== true && !(await confirm(`Renew ${entry} of ${name}? With the next deploy ${warning}.`, warning))) {
    return terminal.err("left as it is");
  }
  editEnvironment({ root: root(), environment: name }, [rotation.edit]);
  terminal.out(`environments/${name}.yaml: data.secrets.entries.${entry}.generation ${rotation.from} → ${rotation.to}`);
  terminal.err(`  next: nx deploy data -c ${name}${refreshText(name, usersOf(environment, entry), ", then ")}`);
}

type Setup = typeof import("@strata/setup");
type Terms = ReturnType<Setup["findEntry"]>;
type Shelf = Awaited<ReturnType<Setup["openShelf"]>>;

async function put(
  environment: Environment,
  entry: string,
  terms: Terms,
  shelf: Shelf,
  { terminal, root }: CommandContext,
): Promise<void> {
  const { setSecret, usersOf } = await import("@strata/setup");
  const value = await readSecretValue(`Value of ${entry}`);
  const place = { root: root(), layer: "data" satisfies LayerName, environment: environment.name } as const;
  const change = await setSecret(environment, entry, terms, value, {
    shelf,
    setConfig: async (path, secret) => {
      // Loaded here: it brings the Pulumi SDK with it.
      const { requireEngine, setStackSecret } = await import("@strata/engine");
      await setStackSecret(await requireEngine(place.root), place, `strata:${path}`, secret);
    },
  });
  terminal.out(change.changed ? `set ${change.place}` : `${change.place} has this value already`);
  if (!change.changed) return;
  const deploy = change.needsDeploy ? `nx deploy data -c ${environment.name}` : "";
  const refresh = refreshText(environment.name, usersOf(environment, entry), deploy === "" ? "" : ", then ");
  if (deploy + refresh !== "") terminal.err(`  next: ${deploy}${refresh}`);
}

/** Tasks read a secret when they start. */
function refreshText(environment: string, services: readonly string[], before: string): string {
  if (services.length === 0) return "";
  return `${before}${services.map((service) => `strata refresh-service ${environment} ${service}`).join(", ")}`;
}

/**
 * The store of an environment.
 * @param checked whether the credentials have to be of the right account: it is going to be asked something
 */
async function withStore(
  environment: Environment,
  checked: boolean,
  use: (shelf: Shelf) => Promise<void>,
): Promise<void> {
  const { openAws, openShelf } = await import("@strata/setup");
  const { checkCaller, readCaller } = await import("@strata/rollout");
  if (checked) checkCaller(environment, await readCaller(environment.aws.region));
  const aws = openAws(environment.aws.region);
  try {
    await use(await openShelf(aws, environment));
  } finally {
    aws.close();
  }
}
