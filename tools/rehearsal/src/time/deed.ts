import type { HappenedResource } from "./happened.ts";
import { type Seconds, sum, type Time } from "./time.ts";
import { timeOf } from "./time-of.ts";

/** What was done to a resource, in a person's word. */
export type Verb = "create" | "update" | "replace" | "delete" | "read";

/** One thing done to a resource in one go, and how long it takes. */
export interface Deed {
  readonly urn: string;
  readonly type: string;
  readonly verb: Verb;
  readonly seconds: Seconds;
  /** The figures behind it: two for a resource that is deleted before its successor is made. */
  readonly times: readonly Time[];
}

/** What a resource's steps were: while the program ran, and among the deletions that follow it. */
export interface Deeds {
  readonly program: Deed | undefined;
  readonly deletion: Deed | undefined;
}

/** What was done to one resource. The engine's book-keeping steps (`replace`, `discard`) take no time. */
export function deedsOf({ urn, type, steps, settings, extraSeconds = 0 }: HappenedResource): Deeds {
  const time = (action: "create" | "update" | "delete" | "read") => timeOf(type, action, settings);
  const deed = (verb: Verb, times: readonly Time[], extra = extraSeconds): Deed => ({
    urn,
    type,
    verb,
    seconds: sum([...times.map((each) => each.seconds), evenly(extra)]),
    times,
  });
  const made = steps.findIndex((step) => step === "create-replacement" || step === "import-replacement");
  const removed = steps.indexOf("delete-replaced");
  const deletion =
    removed !== -1 || steps.includes("delete")
      ? deed("delete", [time("delete")], steps.length === 1 ? extraSeconds : 0)
      : undefined;
  if (made !== -1 && removed !== -1 && removed < made) {
    return { program: deed("replace", [time("delete"), time("create")]), deletion: undefined };
  }
  if (made !== -1) return { program: deed("replace", [time("create")]), deletion };
  if (steps.includes("create")) return { program: deed("create", [time("create")]), deletion };
  if (steps.includes("update")) return { program: deed("update", [time("update")]), deletion };
  const reads = steps.some((step) => step === "read" || step === "refresh" || step === "import");
  return { program: reads ? deed("read", [time("read")]) : undefined, deletion };
}

/** As many seconds at every pace. */
function evenly(seconds: number): Seconds {
  return { fast: seconds, typical: seconds, slow: seconds };
}
