/*
 * Secrets that somebody else's vault holds, taken over into the config of the stack: a tool does it and not a program, so that
 * two previews of one config are the same. Entry by entry, in the order of the file: what nobody wants is left out → the
 * token is read from the same config → the vault is asked → a value that does not fit is left out → what differs is set.
 */
import type { LayerPlace } from "@strata/engine";
import { type Environment, misfit, shapeOf } from "@strata/shared-config";
import { askVault } from "./ask-vault.ts";

/** What is to become of an entry. */
export interface FetchRow {
  /** Key of data.secrets.entries. */
  readonly entry: string;
  /** Absent: the vault gives none that is fit. What the config holds already stays. */
  readonly outcome: "set" | "same" | "absent";
  /** Why it is absent, in words that hold no part of a value. */
  readonly reason?: string;
  /** Sets it; nothing for one that is not to be set. */
  readonly apply: () => Promise<void>;
}

/** The config of the stack of data. */
export interface DataConfig {
  readonly read: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string) => Promise<void>;
}

/** What decides whether an address is asked: a rehearsal asks only this machine. */
type Variables = Readonly<Record<string, string | undefined>>;

const LOOPBACK = ["127.0.0.1", "localhost"];

/**
 * Asks for what the entries of an environment say, and changes nothing. A vault that does not answer, or has no such value, is
 * no failure.
 *
 * @throws StrataError only for the engine's own failures: ENGINE_MISSING, ENGINE_FAILED
 */
export async function planFetch(
  environment: Environment,
  config: DataConfig,
  variables: Variables,
): Promise<readonly FetchRow[]> {
  const rows: FetchRow[] = [];
  for (const [entry, { fetch, presence }] of Object.entries(environment.data.secrets.entries)) {
    if (fetch === undefined || presence === "off") continue;
    rows.push({
      entry,
      apply: async () => undefined,
      ...(await planOne(environment, entry, fetch, config, variables)),
    });
  }
  return rows;
}

type Source = NonNullable<Environment["data"]["secrets"]["entries"][string]["fetch"]>;

async function planOne(
  environment: Environment,
  entry: string,
  { url, bearer, member }: Source,
  config: DataConfig,
  { STRATA_REHEARSAL: rehearsal }: Variables,
): Promise<Pick<FetchRow, "outcome" | "reason"> & Partial<Pick<FetchRow, "apply">>> {
  const absent = (reason: string) => ({ outcome: "absent", reason }) as const;
  if (rehearsal && !LOOPBACK.includes(new URL(url).hostname)) return absent("a rehearsal asks nobody outside");
  const token = await config.read(keyOf(bearer));
  if (token === undefined) return absent(`the secret ${keyOf(bearer)}, which the vault wants, is not set`);
  const answer = await askVault(url, token.trim(), member);
  if ("reason" in answer) return absent(answer.reason);
  const problem = misfit(shapeOf(environment, `data.secrets.entries.${entry}.value`), answer.value);
  if (problem !== undefined) return absent(`what the vault holds ${problem}`);
  if ((await config.read(keyOf(entry))) === answer.value) return { outcome: "same" };
  return { outcome: "set", apply: () => config.set(keyOf(entry), answer.value) };
}

function keyOf(entry: string): string {
  return `strata:data.secrets.entries.${entry}.value`;
}

/** The config of a stack, through the engine: values go over pipes alone. The engine starts where it is needed. */
export function openDataConfig(place: LayerPlace): DataConfig {
  return {
    read: async (key) => {
      const { readStackConfig, readStackSecret, requireEngine } = await import("@strata/engine");
      if (!(key in (await readStackConfig(place)))) return undefined;
      return readStackSecret(await requireEngine(place.root), place, key);
    },
    set: async (key, value) => {
      const { requireEngine, setStackSecret } = await import("@strata/engine");
      await setStackSecret(await requireEngine(place.root), place, key, value);
    },
  };
}
