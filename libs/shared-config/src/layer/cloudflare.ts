import * as pulumi from "@pulumi/pulumi";
import { StrataError } from "../errors.ts";
import { isRehearsal } from "./rehearsal.ts";

/**
 * Says what to do where Cloudflare would be called without credentials, before anything is. A rehearsal needs none.
 * Source: Cloudflare provider, configuration reference (apiToken, apiKey with email, and their variables).
 * @throws StrataError SECRET_MISSING
 */
export function checkCloudflareToken(): void {
  const config = pulumi.runtime.allConfig();
  const variables = [process.env.CLOUDFLARE_API_TOKEN, process.env.CLOUDFLARE_API_KEY];
  const given = [config["cloudflare:apiToken"], config["cloudflare:apiKey"], ...variables].some(
    (value) => (value ?? "") !== "",
  );
  if (given || isRehearsal()) return;
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  throw new StrataError("SECRET_MISSING", `${project} of ${stack} has no credentials for Cloudflare`, {
    hint: `cd stacks/${project} && pulumi config set --secret cloudflare:apiToken -s ${stack}, or set CLOUDFLARE_API_TOKEN`,
    fault: "user",
  });
}
