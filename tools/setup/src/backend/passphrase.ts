/*
 * The passphrase that encrypts the secrets of stacks. Nobody but its owner has it: it stays in this process, unless its owner
 * wants it kept in a file of this clone that only they can read. Where it is looked for: PULUMI_CONFIG_PASSPHRASE →
 * PULUMI_CONFIG_PASSPHRASE_FILE → that file.
 */
import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { passphraseFile, StrataError } from "@strata/shared-config";
import { replaceFile } from "../replace-file.ts";
import type { Change, SetupContext } from "../steps/step.ts";

/** Readable by its owner alone. */
const PRIVATE = 0o600;

/** Where a passphrase is to be had. */
export type FoundPassphrase =
  | { readonly from: "variable"; readonly variable: string }
  | { readonly from: "file"; readonly file: string; readonly isPrivate: boolean };

/** The variables that the engine takes a passphrase from. */
const VARIABLES = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"] as const;

/** Where the passphrase of an environment is; undefined where it has to be asked for. */
export function findPassphrase(root: string, environment: string): FoundPassphrase | undefined {
  const file = passphraseFile(root, environment);
  const variable = VARIABLES.find((name) => process.env[name] !== undefined && process.env[name] !== "");
  // `openEnvironment` may have filled it in with the file of this clone.
  if (variable !== undefined && process.env[variable] !== file) return { from: "variable", variable };
  if (!existsSync(file)) return undefined;
  return { from: "file", file, isPrivate: (statSync(file).mode & 0o077) === 0 };
}

/** What there is to do for the passphrase, given what was answered. */
export function planPassphrase(found: FoundPassphrase | undefined, keep: boolean): readonly Change[] {
  const what = "passphrase of the secrets";
  if (found?.from === "variable") return [{ action: "keep", what, detail: `from ${found.variable}` }];
  if (found?.from === "file") {
    const detail = `in ${found.file}`;
    return found.isPrivate
      ? [{ action: "keep", what, detail }]
      : [{ action: "change", what, detail: `${detail}: readable by you alone` }];
  }
  const detail = keep ? "into a file of this clone that only you can read" : "for this run alone";
  return [{ action: "run", what, detail }];
}

/**
 * Makes the passphrase known to what runs from here on, and keeps it if that was wanted.
 *
 * @throws StrataError SECRET_MISSING where nobody gave one
 */
export function applyPassphrase(
  found: FoundPassphrase | undefined,
  {
    root,
    environment,
    answers,
    secrets,
    host,
  }: Pick<SetupContext, "root" | "environment" | "answers" | "secrets" | "host">,
): void {
  if (found?.from === "file") chmodSync(found.file, PRIVATE);
  if (found !== undefined) return;
  const passphrase = secrets.get("state.passphrase") ?? "";
  if (passphrase === "") {
    throw new StrataError("SECRET_MISSING", "the secrets of the stacks need a passphrase, and none was given", {
      hint: "export PULUMI_CONFIG_PASSPHRASE_FILE=<file>, or answer state.passphrase",
      fault: "user",
    });
  }
  process.env.PULUMI_CONFIG_PASSPHRASE = passphrase;
  const elsewhere = "other machines, and CI, need PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE";
  const kept = answers["state.keepPassphrase"] === "yes";
  if (kept) {
    const file = passphraseFile(root, environment);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    replaceFile(file, passphrase, PRIVATE);
  }
  const here = kept
    ? `it is in ${passphraseFile(root, environment)}`
    : "it is written down nowhere; later runs need it too";
  host.notify({ code: "note", data: { step: "passphrase", message: `the passphrase: ${here}; ${elsewhere}` } });
}
