/*
 * The faults of a cloud's process, around the calls that reach the cloud. In order: what the call refers to must be
 * known → the call is noted → what strikes before the change → the change → what strikes after it. Several faults may
 * strike one call, in the plan's order; one that ends the call is the last.
 */
import { setTimeout } from "node:timers/promises";
import { type Cloud, factsOf, Refusal } from "../operations/cloud.ts";
import type { Created } from "../operations/lifecycle.ts";
import { apiError } from "../refusals/api-error.ts";
import type { Value, Values } from "../wire/values.ts";
import { drifted } from "./drift.ts";
import type { FaultPlan, TaskFate } from "./fault.ts";
import type { LogLine, Strike } from "./fault-log.ts";
import { Latecomers, without } from "./latecomers.ts";
import { type Counts, concerns, type Hit, hitsOf, noCounts } from "./planner.ts";
import { awaitPropagation, MOST_ATTEMPTS, throttledSeconds } from "./retries.ts";
import type { Call, Strikable } from "./target.ts";
import { UnhealthyServices } from "./unhealthy.ts";
import { connectionReset, failureOf, outOfAttempts, PartialFailure } from "./words.ts";

const FATES = {
  exit: "the task ended with an error",
  unstarted: "the task never started",
  endless: "the task does not end",
} as const;

/** What faults need of the process around them. */
export interface FaultHost {
  readonly cloud: Cloud;
  /** Writes a line before what it tells of happens. */
  readonly log: (line: LogLine) => void;
  /** Ends the process at once, without a farewell. */
  readonly crash: () => Promise<never>;
}

/** The faults that are armed now, and how far they have come. */
export class Faults {
  readonly unhealthy: UnhealthyServices;
  readonly #host: FaultHost;
  #plan: FaultPlan = { seed: 0, faults: [] };
  #counts: Counts = noCounts();
  #late = new Latecomers([]);

  constructor(host: FaultHost) {
    this.#host = host;
    this.unhealthy = new UnhealthyServices(host.cloud);
  }

  /** Takes a plan up where its log ends. */
  arm(plan: FaultPlan, history: readonly LogLine[]): void {
    this.#plan = plan;
    this.#counts = noCounts();
    for (const line of history) if (line.note === "call") hitsOf(plan, this.#counts, { ...line, id: "" });
    this.#late = new Latecomers(history);
  }

  /**
   * Makes a call, with what strikes it.
   * @param inputs in which references are looked for
   * @param made what the call made or changed, from its result
   * @throws Refusal
   */
  async around<Result>(
    call: Call,
    act: () => Result,
    inputs: Values = {},
    made: (result: Result) => Created = () => ({ id: call.id, outputs: {} }),
  ): Promise<Result> {
    if (call.operation === "create" || call.operation === "update") {
      this.#awaitReferences(call, inputs);
      this.unhealthy.begin(call);
    }
    if (!concerns(this.#plan, call)) return act();
    const { operation, type, urn } = call;
    this.#host.log({ note: "call", operation, type, urn });
    const hits = hitsOf(this.#plan, this.#counts, call);
    for (const hit of hits) await this.#before(hit, call);
    const result = act();
    for (const hit of hits) await this.#after(hit, call, made(result));
    return result;
  }

  /** What becomes of a one-off task that starts now; undefined for one that ends well. */
  fateOf(call: Strikable): TaskFate | undefined {
    const { operation, type, urn } = call;
    if (!concerns(this.#plan, call)) return undefined;
    this.#host.log({ note: "call", operation, type, urn });
    for (const hit of hitsOf(this.#plan, this.#counts, call)) {
      const { fault } = hit;
      if (fault.kind !== "exit" && fault.kind !== "unstarted" && fault.kind !== "endless") continue;
      this.#strike(hit, call, FATES[fault.kind]);
      return fault;
    }
    return undefined;
  }

  /** Whether a read of a resource misses it, because the cloud does not know it everywhere yet. */
  misses(id: string): boolean {
    const late = this.#late.withId("unseen", id);
    if (late) this.#met(late.fault, late.id, 1);
    return late !== undefined;
  }

  /** A data source's answer as long as resources in it are not seen yet. @throws Refusal when it is about one of them */
  seen(call: Call, answer: Values): Values {
    let left = answer;
    for (const late of this.#late.namedIn("unseen", answer)) {
      this.#met(late.fault, late.id, 1);
      if (answer.id === late.id || (late.arn !== "" && answer.arn === late.arn)) {
        throw new Refusal(`${call.type}: no matching resource found`);
      }
      left = without(left, late);
    }
    return left;
  }

  #awaitReferences(call: Call, inputs: Values): void {
    for (const late of this.#late.namedIn("unready", inputs)) {
      const { seconds, refusals } = awaitPropagation(late.left);
      const error = {
        code: this.#codeOf(late.fault) ?? "ResourceNotFoundException",
        message: `${late.id} does not exist`,
      };
      const known = late.left <= refusals;
      this.#met(late.fault, late.id, refusals);
      const { operation, urn } = call;
      const what = `${late.id} was not known ${refusals} times; ${known ? "then it was" : "the provider gave up"}`;
      this.#host.log({ note: "strike", fault: late.fault, operation, urn, what, seconds });
      if (!known) throw new Refusal(apiError(call, error));
    }
  }

  #met(fault: number, id: string, calls: number): void {
    this.#host.log({ note: "late", fault, id, calls });
    this.#late.take(fault, id, calls);
  }

  #codeOf(index: number): string | undefined {
    const fault = this.#plan.faults[index];
    return fault !== undefined && "code" in fault ? fault.code : undefined;
  }

  async #before(hit: Hit, call: Call): Promise<void> {
    const { fault } = hit;
    if (fault.kind === "slow") this.#strike(hit, call, "took longer", { seconds: fault.seconds });
    if (fault.kind === "throttle") this.#throttle(hit, call, fault.answers, fault.code);
    if ("when" in fault && fault.when === "before") await this.#end(hit, call, undefined);
  }

  async #after(hit: Hit, call: Call, made: Created): Promise<void> {
    const { fault } = hit;
    if ("when" in fault && fault.when === "after") await this.#end(hit, call, made);
    if (fault.kind === "unseen" || fault.kind === "unready") {
      const { kind, calls } = fault;
      const late = { kind, id: made.id, arn: textOf(made.outputs.arn), calls };
      this.#strike(hit, call, kind === "unseen" ? "made, and not found yet" : "made, and not known to others yet", {
        late,
      });
      this.#late.add(hit.index, late);
    }
    if (fault.kind === "unhealthy") {
      this.#strike(hit, call, "its tasks never become healthy");
      this.unhealthy.fail(call, made.id);
    }
    if (fault.kind === "drift") this.#drift(hit, call, made, fault.gone ? undefined : fault.set);
  }

  #throttle(hit: Hit, call: Call, answers: number, code = "Throttling"): void {
    const seconds = throttledSeconds(answers);
    const lost = answers >= MOST_ATTEMPTS;
    const times = `${Math.min(answers, MOST_ATTEMPTS)} throttled answers`;
    this.#strike(hit, call, lost ? `${times}, and the provider gave up` : times, { seconds });
    if (lost) throw new Refusal(outOfAttempts(call, MOST_ATTEMPTS, { code, message: "Rate exceeded" }));
  }

  /** Ends a call, or holds it. @param made what there is now, if the change is made already */
  async #end(hit: Hit, call: Call, made: Created | undefined): Promise<void> {
    const { fault } = hit;
    const when = made === undefined ? "before the change" : "after the change";
    if (fault.kind === "fail") {
      const { code, message } = failureOf(call.operation, fault.code, fault.message);
      const words = apiError(call, { code, message });
      this.#strike(hit, call, `${code} ${when}`);
      const partial = made !== undefined && (call.operation === "create" || call.operation === "update");
      throw partial ? new PartialFailure(words, made) : new Refusal(words);
    }
    if (fault.kind === "disconnect") {
      this.#strike(hit, call, `connection lost ${when}`);
      throw new Refusal(connectionReset(call));
    }
    if (fault.kind === "hold") {
      this.#strike(hit, call, `answer held for ${fault.milliseconds} ms, ${when}`);
      await setTimeout(fault.milliseconds);
    }
    if (fault.kind === "hang") {
      this.#strike(hit, call, `no answer, ${when}`);
      await new Promise<never>(() => undefined);
    }
    if (fault.kind === "crash") {
      this.#strike(hit, call, `provider crashed ${when}`);
      await this.#host.crash();
    }
  }

  #drift(hit: Hit, call: Call, made: Created, set: Values | undefined): void {
    const { account } = this.#host.cloud;
    const row = account.ofUrn(call.urn).find((one) => one.id === made.id);
    if (!row) return;
    const paths = Object.keys(set ?? {}).join(", ");
    this.#strike(
      hit,
      call,
      set === undefined ? "deleted behind Pulumi's back" : `${paths} changed behind Pulumi's back`,
    );
    if (set === undefined) account.delete(row, row.urn);
    else account.put(drifted(row, set, factsOf(this.#host.cloud, row.type)));
  }

  #strike(hit: Hit, { operation, urn }: Strikable, what: string, more: Pick<Strike, "seconds" | "late"> = {}): void {
    this.#host.log({ note: "strike", fault: hit.index, operation, urn, what, ...more });
  }
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
