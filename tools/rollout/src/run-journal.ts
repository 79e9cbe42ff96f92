import type { LayerName } from "@strata/shared-config";
import type { LayerRecord, RolloutRecord } from "./record.ts";
import { writeRecord } from "./run-folder.ts";

/** The record of a run in progress: what is known so far, kept on disk after every change. */
export class RunJournal {
  readonly file: string;
  #record: RolloutRecord;
  /** Layers end side by side, and two writers of one file would lose each other's news: one write at a time. */
  #written: Promise<void> = Promise.resolve();

  constructor(file: string, record: RolloutRecord) {
    this.file = file;
    this.#record = record;
  }

  get record(): RolloutRecord {
    return this.#record;
  }

  /** What is known of one layer; it must be of this run. */
  layer(name: LayerName): LayerRecord | undefined {
    return this.#record.layers.find(({ layer }) => layer === name);
  }

  /** Notes news of the run itself, and writes. Throws STATE_UNWRITABLE or DISK_FULL. */
  async note(news: Partial<Omit<RolloutRecord, "layers">>): Promise<void> {
    await this.#write({ ...this.#record, ...news });
  }

  /** Notes news of one layer, and writes. Throws STATE_UNWRITABLE or DISK_FULL. */
  async noteLayer(name: LayerName, news: Partial<Omit<LayerRecord, "layer">>): Promise<void> {
    const layers = this.#record.layers.map((row) => (row.layer === name ? { ...row, ...news } : row));
    await this.#write({ ...this.#record, layers });
  }

  async #write(record: RolloutRecord): Promise<void> {
    this.#record = record;
    const write = this.#written.then(() => writeRecord(this.file, this.#record));
    // The next write must not inherit this one's failure; this one's caller hears of it.
    this.#written = write.catch(() => undefined);
    await write;
  }
}
