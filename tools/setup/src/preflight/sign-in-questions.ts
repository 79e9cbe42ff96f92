import type { Question } from "../ask/question.ts";
import type { Profile } from "./profiles.ts";

/** What a person may sign in with on this machine. */
export interface SignInWays {
  readonly profiles: readonly Profile[];
  /** The profile that AWS_PROFILE names: then nobody is asked for keys. */
  readonly chosen: string | undefined;
  /** Whether the AWS CLI is there, which signs in to SSO. */
  readonly hasCli: boolean;
}

/** How to sign in to AWS; empty where there is no way that could be asked for. */
export function signInQuestions({ profiles, chosen, hasCli }: SignInWays): readonly Question[] {
  const sso = hasCli ? profiles.filter((profile) => profile.sso) : [];
  const named = (some: readonly Profile[]) => some.map(({ name }) => ({ value: name, label: name }));
  const initial = (some: readonly Profile[]) => (some.some(({ name }) => name === chosen) ? chosen : undefined);
  const ways = [
    ...(sso.length === 0 ? [] : [{ value: "sso", label: "sign in with SSO", hint: "aws sso login" }]),
    ...(profiles.length === 0 ? [] : [{ value: "profile", label: "a profile of this machine", hint: "~/.aws" }]),
    ...(chosen === undefined ? [{ value: "keys", label: "access keys", hint: "kept in this process alone" }] : []),
  ];
  if (ways.length === 0) return [];
  const isKeys = (answers: Readonly<Record<string, string>>) => answers["aws.signIn"] === "keys";
  return [
    {
      id: "aws.signIn",
      kind: "select",
      message: "How do you sign in to AWS?",
      choices: () => ways,
      initial: () => ways[0]?.value,
    },
    {
      id: "aws.ssoProfile",
      kind: "select",
      message: "Which profile's SSO?",
      when: (answers) => answers["aws.signIn"] === "sso",
      choices: () => named(sso),
      initial: () => initial(sso),
    },
    {
      id: "aws.profile",
      kind: "select",
      message: "Which profile?",
      when: (answers) => answers["aws.signIn"] === "profile",
      choices: () => named(profiles),
      initial: () => initial(profiles),
    },
    {
      id: "aws.accessKeyId",
      kind: "text",
      message: "Access key ID",
      when: isKeys,
      // Source: STS API Reference, Credentials, AccessKeyId.
      validate: (id) => (/^\w{16,128}$/.test(id) ? undefined : "an access key ID has 16 to 128 letters and digits"),
    },
    { id: "aws.secretAccessKey", kind: "secret", message: "Secret access key", when: isKeys },
    {
      id: "aws.sessionToken",
      kind: "secret",
      message: "Session token of these temporary keys",
      // Source: IAM User Guide, "IAM identifiers", "Understanding unique ID prefixes".
      when: (answers) => isKeys(answers) && answers["aws.accessKeyId"]?.startsWith("ASIA") === true,
    },
    {
      id: "aws.keepKeys",
      kind: "confirm",
      message: "Keep the keys as a profile in ~/.aws/credentials, in clear, readable by you alone?",
      when: isKeys,
      initial: false,
    },
    {
      id: "aws.keepProfile",
      kind: "text",
      message: "Name of the new profile",
      when: (answers) => answers["aws.keepKeys"] === "yes",
      validate: (name) => {
        if (!/^[\w-]+$/.test(name)) return `${name} is no profile's name: letters, digits, dashes and underscores`;
        return profiles.some((profile) => profile.name === name) ? `there is a profile ${name} already` : undefined;
      },
    },
  ];
}
