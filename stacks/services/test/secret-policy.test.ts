import fc from "fast-check";
import { expect, test } from "vitest";
import { readSecretsPolicy } from "../src/secret-policy.ts";

const parameter = "arn:aws:ssm:eu-central-1:123456789012:parameter/threa/database-url";
const secret = "arn:aws:secretsmanager:us-west-2:123456789012:secret:suna-AbCdEf";

test("allows to read each parameter that a container asks for, by its ARN", () => {
  expect(readSecretsPolicy([parameter])).toEqual({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "ssm:GetParameters", Resource: [parameter] }],
  });
});

test("allows to read a secret as a whole, once, for all of its keys (RUN-023, SUNA-062)", () => {
  expect(readSecretsPolicy([`${secret}:REDIS_URL::`, secret, `${secret}:SUPABASE_URL::`])?.Statement).toEqual([
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [secret] },
  ]);
});

test("has a statement for each of the two stores that is used", () => {
  expect(readSecretsPolicy([secret, parameter])?.Statement).toHaveLength(2);
});

test("allows nothing where nothing is asked for", () => {
  expect(readSecretsPolicy([])).toBeUndefined();
});

test("names what is asked for and nothing else, never by a star, whatever the order", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9/-]{0,20}$/);
  const reference = fc.oneof(
    name.map((path) => `arn:aws:ssm:eu-central-1:123456789012:parameter/${path}`),
    name.map((path) => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${path}-AbCdEf`),
    name.map((path) => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${path}-AbCdEf:key::`),
  );
  fc.assert(
    fc.property(fc.array(reference, { minLength: 1 }), (references) => {
      const policy = readSecretsPolicy(references);
      expect(policy).toEqual(readSecretsPolicy(references.toReversed()));
      const text = JSON.stringify(policy);
      const allowed = text.match(/(?<=")arn:[^"]*/g);
      expect(new Set(allowed)).toEqual(new Set(references.map((each) => each.replace(/:key::$/, ""))));
      expect(text).not.toContain("*");
    }),
  );
});
