/** A fault that a rollout must survive, as docs/faults.md has it. */
export interface FaultCase {
  /** `F12`. */
  readonly id: string;
  readonly fault: string;
}

/** A test that ran. */
export interface TestResult {
  /** Starts with the ids of its cases: `F12 never breaks a lock from another host`, `F3, F5: a stop loses nothing`. */
  readonly name: string;
  readonly passed: boolean;
}

/** The cases in the tables of a document: the rows whose first cell is an id. */
export function readCases(markdown: string): readonly FaultCase[] {
  const rows = markdown.matchAll(/^\| *(F\d+) *\| *([^|]+?) *\|/gm);
  return [...rows].map(([, id = "", fault = ""]) => ({ id, fault }));
}

/** A line for each case, and how many of them are survived: every test of the case has passed, and there is one. */
export function faultLines(cases: readonly FaultCase[], results: readonly TestResult[]) {
  const rows = cases.map(({ id, fault }) => {
    const own = results.filter(({ name }) => casesOf(name).includes(id));
    const failed = own.filter(({ passed }) => !passed);
    const state = own.length === 0 ? "no test" : failed.length === 0 ? "survived" : `failed: ${failed[0]?.name}`;
    return { line: `${id.padEnd(4)} ${fault}: ${state}`, survived: state === "survived" };
  });
  return {
    lines: rows.map(({ line }) => line),
    survived: rows.filter(({ survived }) => survived).length,
    all: rows.length,
  };
}

function casesOf(name: string): readonly string[] {
  return /^(F\d+[,:]? )+/.exec(name)?.[0].match(/F\d+/g) ?? [];
}
