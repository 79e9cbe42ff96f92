import { readShownOutputs } from "@strata/rollout";
import { DISABLED, type Environment, isSecretKey, valueAt } from "@strata/shared-config";
import { filesToCommit } from "../stacks/files-to-commit.ts";
import type { SetupContext } from "../steps/step.ts";
import { type ApplicationFacts, existingOf, readFacts, statesOf } from "./application-facts.ts";
import { openApplication } from "./open-application.ts";
import { type ReadOutputs, readDeployed } from "./read-sources.ts";

/** Something that is left to do, or to know, once everything runs. */
export interface ChecklistItem {
  readonly title: string;
  readonly text: string;
}

/**
 * What the user has left to do: files to commit, and for an environment with an application's file DNS, call-back and webhook
 * addresses, and where the file and the containers do not agree.
 */
export async function readChecklist(
  context: Pick<SetupContext, "root" | "environment" | "aws">,
  readOutputs: ReadOutputs = readShownOutputs,
): Promise<readonly ChecklistItem[]> {
  return [...(await applicationItems(context, readOutputs)), ...commitItems(await filesToCommit(context))];
}

/** The files that every machine needs. */
export function commitItems(files: readonly string[]): readonly ChecklistItem[] {
  if (files.length === 0) return [];
  return [{ title: "Commit these files (secrets in them are encrypted)", text: files.join(", ") }];
}

async function applicationItems(
  context: Pick<SetupContext, "root" | "environment" | "aws">,
  readOutputs: ReadOutputs,
): Promise<readonly ChecklistItem[]> {
  const open = openApplication(context.root, context.environment);
  if (open === undefined) return [];
  const facts = await readFacts(open, context, readOutputs);
  const read = (layer: "cluster" | "edge") => readDeployed(readOutputs, context.root, layer, context.environment);
  const [cluster, edge] = await Promise.all([read("cluster"), read("edge")]);
  return [...dnsItems(open.environment, { ...cluster, ...edge }), ...productItems(facts), ...differences(facts)];
}

/** What is to be entered at a registrar or where DNS is kept, and a warning where nothing is encrypted. */
export function dnsItems(
  { dns, cluster }: Pick<Environment, "dns" | "cluster">,
  outputs: Readonly<Record<string, unknown>>,
): readonly ChecklistItem[] {
  const items: ChecklistItem[] = [];
  const target = valueAt(outputs, ["loadBalancerDnsName"]);
  const servers = valueAt(outputs, ["nameServers"]);
  const [first] = dns.names;
  if (Array.isArray(servers) && servers.length > 0) {
    const zone = dns.zone ?? first ?? "the zone";
    items.push({ title: `DNS: name servers of ${zone}, at its registrar`, text: servers.join(", ") });
  }
  if (dns.provider === "none" && typeof target === "string") {
    for (const name of dns.names) items.push({ title: `DNS: record of ${name}`, text: `${name} CNAME ${target}` });
  }
  if (first === undefined && typeof target === "string") {
    items.push({ title: "DNS", text: `no domain of your own: it is reached as ${target}` });
  }
  if (cluster.loadBalancer.enabled && cluster.loadBalancer.https === false) {
    const text = "everything goes over HTTP in clear; set cluster.loadBalancer.https, with a certificate or a domain";
    items.push({ title: "Warning: HTTP only", text });
  }
  return items;
}

/** The product's own rows, with the addresses filled in; without those of features that are off. */
export function productItems(facts: ApplicationFacts): readonly ChecklistItem[] {
  const { application, account } = facts;
  const existing = existingOf(facts);
  const { on } = statesOf(facts, {});
  const textFor = (key: string) => existing.get(key) ?? account.outputs.get(key) ?? `<${key}>`;
  return application.checklist
    .filter(({ group }) => group === undefined || on.has(group))
    .map(({ title, text }) => ({ title, text: text.replace(/\$\{(\w+)\}/g, (_, key: string) => textFor(key)) }));
}

/** Where the file says something else than containers get. Secrets are named, not shown. */
export function differences(facts: ApplicationFacts): readonly ChecklistItem[] {
  const { application, environment, account, fileName } = facts;
  const existing = existingOf(facts);
  const items: ChecklistItem[] = [];
  for (const [key, terms] of Object.entries(application.keys)) {
    const inFile = existing.get(key);
    if (inFile === undefined) continue;
    const title = `${key} is not the same in ${fileName} and in the containers`;
    const stored = account.stored.get(key);
    if (stored !== undefined && stored !== inFile) items.push({ title, text: remedy(facts, key, inFile) });
    if (isSecretKey(terms)) continue;
    for (const [service, { environment: variables, enabled }] of Object.entries(environment.services)) {
      const given = variables[key];
      if (enabled && given !== undefined && given !== inFile) {
        items.push({ title, text: `the file says ${inFile}, services.${service}.environment.${key} says ${given}` });
      }
    }
  }
  return items;
}

function remedy({ application, environment, fileName }: ApplicationFacts, key: string, inFile: string): string {
  const store = application.keys[key]?.store;
  const entry = store !== undefined && "secret" in store ? store.secret : undefined;
  const take = `to take the containers' value: remove ${key} from ${fileName}, then strata setup ${environment.name}`;
  const source = entry === undefined ? undefined : environment.data.secrets.entries[entry]?.source;
  if (source !== "operator" || inFile === DISABLED) return take;
  return `${take}; to give them the file's: strata secrets set ${environment.name} ${entry}`;
}
