/**
 * Where a backend keeps the state of every stack: Pulumi's own objects below `.pulumi/`, and what Strata knows of a stack
 * beside them, below `.strata/`. So a laptop and a CI job that share a backend share that too.
 */
export interface StateStore {
  /** The backend as a person writes it: a folder's absolute path, or a URL. Never with a credential in it. */
  readonly place: string;
  /**
   * An object's text.
   * @param key path inside the backend, `.pulumi/stacks/network/threa-prod.json`
   * @returns undefined where there is none
   */
  readonly read: (key: string) => Promise<string | undefined>;
  /** Keys that start with a prefix, sorted; a prefix ends with `/`. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
  /** Writes an object whole: a reader sees the old one or the new one. Throws STATE_UNWRITABLE or DISK_FULL. */
  readonly write: (key: string, text: string) => Promise<void>;
  /** Takes an object away; one that is not there is fine. */
  readonly remove: (key: string) => Promise<void>;
}
