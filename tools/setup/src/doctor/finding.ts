import { StrataError } from "@strata/shared-config";

/** Something that is not as it should be, with the way to mend it. */
export interface Finding {
  /** What it is about: the examiner that found it. */
  readonly area: string;
  /** Error: a deploy would fail. Warning: it may, or something is less safe than it should be. Note: good to know. */
  readonly level: "error" | "warning" | "note";
  readonly message: string;
  /** The command that mends it, or what to do. */
  readonly hint: string;
}

/** What an examiner may use. */
export interface Examination {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Name of an environment whose file is valid; undefined where only the machine is looked at. */
  readonly environment: string | undefined;
  /** Region of the account that is asked. */
  readonly region: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** A finding of an examiner; its area where it is not the examiner's own. */
export type Examined = Omit<Finding, "area"> & Partial<Pick<Finding, "area">>;

/** Looks at one thing, and changes nothing. Whatever StrataError it throws is a finding of its own. */
export interface Examiner {
  readonly area: string;
  /** Whether it needs an environment. @default - false */
  readonly ofEnvironment?: boolean;
  /** Whether it asks an account, of which a rehearsal has none. @default - false */
  readonly ofAccount?: boolean;
  readonly examine: (examination: Examination) => Promise<readonly Examined[]>;
}

/** All that the examiners find, in their order. One that cannot look says so and keeps none of the others from it. */
export async function examineAll(
  examiners: readonly Examiner[],
  examination: Examination,
): Promise<readonly Finding[]> {
  const { environment, variables } = examination;
  const rehearsal = (variables.STRATA_REHEARSAL ?? "") !== "";
  const asked = examiners.filter(
    ({ ofEnvironment, ofAccount }) =>
      !(ofEnvironment === true && environment === undefined) && !(ofAccount === true && rehearsal),
  );
  const found = await Promise.all(asked.map((examiner) => findingsOf(examiner, examination)));
  return found.flat();
}

async function findingsOf({ area, examine }: Examiner, examination: Examination): Promise<readonly Finding[]> {
  try {
    return (await examine(examination)).map((finding) => ({ area, ...finding }));
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    return [{ area, level: "error", message: error.message, hint: error.hint }];
  }
}
