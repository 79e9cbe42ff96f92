/*
 * Services wait for the migration of the same deploy. Each depends on the migration's task definition, and the engine calls a
 * hook (ResourceHook) before it is created or takes another task definition: there the migration runs, once for all of
 * them. That is so in `nx deploy`, in a tool's process and under `pulumi up`, and never in a preview. Where the migration
 * fails, no service has been touched.
 *
 * That it was done is remembered by the services: one that has its task definition asks no more. For a deploy that was cut
 * off between the two, ECS knows it for an hour; after that it runs again, as migrations can.
 */
import { setTimeout as pause } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { CONTRACTS, type Environment } from "@strata/shared-config";
import { inHook } from "@strata/shared-config/layer";
import type { Migration } from "./migration.ts";
import { tellOfTask } from "./tell-of-task.ts";

/** Lets no service roll before the migration has ended well. */
export class MigrationGate {
  /** What every service depends on. */
  readonly migration: Promise<Migration>;
  readonly hooks: pulumi.ResourceHookBinding;
  readonly #environment: Environment;
  readonly #timeoutMinutes: number;
  readonly #resolve: (migration: Migration) => void;
  #passed: Promise<void> | undefined;

  constructor(
    environment: Environment,
    { timeoutMinutes }: Pick<NonNullable<Environment["migration"]>, "timeoutMinutes">,
  ) {
    const { promise, resolve } = Promise.withResolvers<Migration>();
    this.migration = promise;
    this.#resolve = resolve;
    this.#environment = environment;
    this.#timeoutMinutes = timeoutMinutes;
    const hook = new pulumi.ResourceHook(
      "migration",
      inHook(async ({ oldInputs, newInputs }) => {
        if (oldInputs?.taskDefinition === newInputs?.taskDefinition) return;
        this.#passed ??= this.#migrate();
        await this.#passed;
      }),
    );
    this.hooks = { beforeCreate: [hook], beforeUpdate: [hook] };
  }

  /** Says what is waited for. The migration has the image and the role of a service, and so comes after all of them. */
  standsFor(migration: Migration): void {
    this.#resolve(migration);
  }

  async #migrate(): Promise<void> {
    const { name, aws } = this.#environment;
    const { openEcs, runOneOff } = await import("@strata/ecs");
    const { command: _own, ...run } = await runOf(await this.migration);
    const door = openEcs(aws.region);
    const task = {
      ...run,
      environment: name,
      timeoutMinutes: this.#timeoutMinutes,
      again: false,
      retry: `nx deploy services -c ${name}`,
    };
    try {
      await runOneOff(task, door, {
        notify: tellOfTask,
        followsLog: false,
        now: () => performance.now(),
        pause: (milliseconds) => pause(milliseconds),
      });
    } finally {
      door.close();
    }
  }
}

/** What RunTask needs. The task definition is there by now, so every part of it is known. */
async function runOf(migration: Migration) {
  const run: pulumi.Output<unknown> = pulumi.output(migration.run);
  const plain = await new Promise<unknown>((resolve) => {
    run.apply(resolve);
  });
  return CONTRACTS.services.shape.migration.unwrap().parse(plain);
}
