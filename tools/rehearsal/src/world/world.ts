import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diskError, requireSpace } from "./disk.ts";

/** The one simulated world of a clone: its state, its account, and who is at work in it. All paths are absolute. */
export interface World {
  readonly folder: string;
  /** The backend's folder: state files of rehearsed stacks. */
  readonly state: string;
  /** PULUMI_HOME of a rehearsal. */
  readonly home: string;
  /** The journal of the simulated account. */
  readonly account: string;
  /** Which process serves the simulated cloud. */
  readonly cloud: string;
  /** What that process says besides. */
  readonly log: string;
  /** What is to go wrong. */
  readonly faults: string;
  /** What went wrong. */
  readonly faultLog: string;
  /** Who rehearses now. */
  readonly lock: string;
  /** Configuration files for AWS tools: no credentials but simulated ones. */
  readonly awsConfig: string;
  readonly awsCredentials: string;
}

/** A profile that every AWS tool takes, and that opens nothing. */
export const PROFILE = "strata-rehearsal";
export const ACCESS_KEY = "AKIAREHEARSAL0000000";
export const SECRET_KEY = "simulated/no/account/is/behind/this/key0";

/**
 * Opens the simulated world of a repository, in `.strata/rehearsal`, and makes it if it is not there.
 * @param root the repository's root folder
 * @throws STATE_UNWRITABLE when the folder cannot be written; DISK_FULL with less than 64 MB free
 */
export function openWorld(root: string): World {
  const folder = join(root, ".strata", "rehearsal");
  const world: World = {
    folder,
    state: join(folder, "state"),
    home: join(folder, "home"),
    account: join(folder, "account.jsonl"),
    cloud: join(folder, "cloud.json"),
    log: join(folder, "cloud.log"),
    faults: join(folder, "faults.json"),
    faultLog: join(folder, "faults.jsonl"),
    lock: join(folder, "lock"),
    awsConfig: join(folder, "aws", "config"),
    awsCredentials: join(folder, "aws", "credentials"),
  };
  try {
    mkdirSync(folder, { recursive: true });
    // Before anything is made in it: in a read-only folder Node's recursive mkdir says ENOENT.
    accessSync(folder, constants.W_OK);
    for (const path of [world.state, world.home, join(folder, "aws")]) mkdirSync(path, { recursive: true });
    writeFileSync(world.awsConfig, `[profile ${PROFILE}]\n[default]\n`);
    writeFileSync(
      world.awsCredentials,
      [PROFILE, "default"]
        .map((name) => `[${name}]\naws_access_key_id = ${ACCESS_KEY}\naws_secret_access_key = ${SECRET_KEY}\n`)
        .join(""),
    );
  } catch (error) {
    throw diskError(error, folder);
  }
  requireSpace(folder);
  return world;
}
