import { z } from "zod";

const githubSchema = z
  .strictObject({
    repository: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, "owner/name, such as acme/platform")
      .describe("Repository whose workflows may deploy"),
    environment: z
      .string()
      .regex(/^[^:*?]+$/, "the name of a GitHub environment, without : * ?")
      .optional()
      .describe("GitHub environment that a job has to name; its rules (reviewers, branches) then guard the account"),
    branch: z
      .string()
      .regex(/^[^:*?\s]+$/, "the name of a branch, without : * ?")
      .optional()
      .describe("Branch that a workflow has to run on, in place of an environment"),
  })
  .refine(({ environment, branch }) => (environment === undefined) !== (branch === undefined), {
    message: "has either environment or branch",
  });

/** Who deploys besides people. */
export const ciSchema = z.strictObject({
  github: githubSchema.optional().describe("Workflows that may take the deploy roles, one for each layer"),
});
