import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRoot, type LayerName, loadEnvironment, productTerms, StrataError } from "@strata/shared-config";
import type { ApplicationFacts } from "../../src/application/application-facts.ts";
import { readExample } from "../../src/application/example-file.ts";
import type { SetupEvent, SetupHost } from "../../src/setup-host.ts";

export const REPOSITORY = findRoot(import.meta.dirname) ?? "";

/** Proliferate in production, as this repository has it, with nothing known of it. */
export function proliferate(facts: Partial<ApplicationFacts> = {}): ApplicationFacts {
  const environment = loadEnvironment(REPOSITORY, "proliferate-prod");
  const { application } = productTerms(REPOSITORY, "proliferate", "prod");
  if (application === undefined) throw new Error("proliferate has no application");
  return {
    application,
    example: readExample(REPOSITORY, application),
    environment,
    fileName: ".env.prod",
    file: "/nowhere/.env.prod",
    found: undefined,
    account: { outputs: new Map(), stored: new Map(), deployed: new Set() },
    aws: new Map(),
    ...facts,
  };
}

/** A repository of its own with this one's products and environments, until it is left. */
export function copiedRepository(): { readonly root: string; readonly leave: () => void } {
  const root = mkdtempSync(join(tmpdir(), "strata-setup-"));
  for (const folder of ["products", "environments", "tiers"]) {
    cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, "pnpm-workspace.yaml"), "packages: []\n");
  return { root, leave: () => rmSync(root, { recursive: true }) };
}

/** A host that keeps what it is told, and waits for nothing. */
export function recordingHost(): SetupHost & { readonly notes: () => readonly string[] } {
  const events: SetupEvent[] = [];
  return {
    notify: (event) => events.push(event),
    now: () => new Date("2026-01-01T00:00:00Z"),
    pause: async () => undefined,
    signal: new AbortController().signal,
    notes: () => events.flatMap((event) => (event.code === "note" ? [event.data.message] : [])),
  };
}

/** Outputs by layer; a layer that is not among them is not deployed. */
export function readingOutputs(outputs: Partial<Record<LayerName, Readonly<Record<string, unknown>>>>) {
  return async (_root: string, layer: LayerName): Promise<Readonly<Record<string, unknown>>> => {
    const found = outputs[layer];
    if (found !== undefined) return found;
    throw new StrataError("LAYER_NOT_DEPLOYED", `${layer} has no stack`, { hint: "deploy it", fault: "user" });
  };
}
