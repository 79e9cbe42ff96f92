/** A task that runs once and ends, and how long it may take. */
export interface OneOffTask {
  readonly environment: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** Name of the container whose exit code counts. */
  readonly container: string;
  /** In place of the definition's own command. @default - its own */
  readonly command?: readonly string[] | undefined;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly assignPublicIp: boolean;
  /** What it runs on. @default - the cluster's default strategy */
  readonly capacityProvider?: string | undefined;
  /** After so long it is stopped. */
  readonly timeoutMinutes: number;
  /** Whether it runs although the same one has ended well already, as far as ECS remembers. */
  readonly again: boolean;
  /** What to type to try once more. */
  readonly retry: string;
}

/** What happens to a one-off task. */
export type TaskEvent =
  | { readonly code: "task-started"; readonly data: { readonly taskArn: string } }
  /** One of an earlier run is still at work: it is waited for, and none is started. */
  | { readonly code: "task-found"; readonly data: { readonly taskArn: string } }
  /** Another one of its kind has to end first. */
  | { readonly code: "task-awaited"; readonly data: { readonly taskArn: string } }
  /** The same one has ended well before: none is started. */
  | { readonly code: "task-done-before"; readonly data: { readonly taskArn: string } }
  /** A look at it, with what ECS says: PROVISIONING, PENDING, RUNNING, … */
  | { readonly code: "task-status"; readonly data: { readonly taskArn: string; readonly status: string } }
  /** A line of its log. Told where `followsLog` is set. */
  | { readonly code: "task-log"; readonly data: { readonly line: string } };

/** Who runs a one-off task. */
export interface TaskHost {
  readonly notify: (event: TaskEvent) => void;
  readonly followsLog: boolean;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Waits; rejects when whoever waits is stopped: the task goes on then. */
  readonly pause: (milliseconds: number) => Promise<void>;
}
