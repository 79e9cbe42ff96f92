import { statfs } from "node:fs/promises";
import type { EngineLeash } from "../cli/engine-leash.ts";

/** Below this the engine is asked to end, while it still has room to write its state down. In bytes. */
const LOW = 4 * 1024 * 1024;

/** From one look to the next, in milliseconds. */
const BETWEEN = 1_000;

/**
 * How long an engine that was asked may take, in milliseconds. One that meets a full disk tries again for more than a
 * minute, and heeds no signal meanwhile: its state file is truncated already.
 */
const PATIENCE = 20_000;

/** Watches the disk that holds the state while an engine writes there. */
export class RoomWatch {
  readonly #folder: string;
  readonly #leash: Pick<EngineLeash, "pull">;
  #next: NodeJS.Timeout | undefined;
  #kill: NodeJS.Timeout | undefined;

  /** @param folder of the `file://` backend */
  constructor(folder: string, leash: Pick<EngineLeash, "pull">) {
    this.#folder = folder;
    this.#leash = leash;
    this.#wait();
  }

  /** Whether the engine was asked to end for want of room. */
  get isFull(): boolean {
    return this.#kill !== undefined;
  }

  stop(): void {
    clearTimeout(this.#next);
    clearTimeout(this.#kill);
  }

  #wait(): void {
    this.#next = setTimeout(() => this.#look(), BETWEEN).unref();
  }

  async #look(): Promise<void> {
    // A folder that cannot be looked at is the engine's to complain of.
    const { bavail, bsize } = await statfs(this.#folder).catch(() => ({ bavail: LOW, bsize: 1 }));
    if (bavail * bsize >= LOW) {
      this.#wait();
      return;
    }
    this.#kill = setTimeout(() => this.#leash.pull(3), PATIENCE).unref();
    this.#leash.pull(1);
  }
}
