/** Who runs a command on what is deployed. */
export interface OperateHost {
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Waits; rejects when whoever waits is stopped. */
  readonly pause: (milliseconds: number) => Promise<void>;
}
