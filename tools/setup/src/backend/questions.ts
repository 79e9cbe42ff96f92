import type { Question } from "../ask/question.ts";

/** Where the state lives. */
export const BACKEND_QUESTIONS: readonly Question[] = [
  {
    id: "state.backend",
    kind: "select",
    message: "Where shall the state of the stacks live?",
    choices: () => [
      { value: "s3", label: "S3 bucket with a DynamoDB table", hint: "for a team and for CI" },
      { value: "cloud", label: "Pulumi Cloud", hint: "an account there" },
      { value: "local", label: "a folder on this machine", hint: "for a try" },
    ],
    initial: () => "s3",
  },
  {
    id: "state.bucket",
    kind: "text",
    message: "Name of the S3 bucket",
    when: (answers) => answers["state.backend"] === "s3",
    validate: bucketNameProblem,
  },
];

/**
 * What is wrong with a bucket's name. Source: Amazon S3 User Guide, "General purpose bucket naming rules".
 *
 * @returns undefined for a good one
 */
export function bucketNameProblem(name: string): string | undefined {
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
    return `${name} is no bucket name: 3 to 63 lower-case letters, digits and dashes, letters or digits first and last`;
  }
  if (/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$/.test(name)) {
    return `${name} starts or ends with what AWS keeps for itself`;
  }
  return undefined;
}
