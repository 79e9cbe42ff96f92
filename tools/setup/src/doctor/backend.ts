import { optionInvalid } from "@strata/shared-config";
import { openAws } from "../aws/aws.ts";
import { readBucket } from "../backend/read-bucket.ts";
import { planBucket } from "../backend/state-bucket.ts";
import type { Examiner, Finding } from "./finding.ts";

/** Whether a backend is chosen and answers, and whether a bucket is as it has to be. */
export const backendExaminer: Examiner = {
  area: "backend",
  examine: async ({ root, region }) => {
    const { backendUrl, openStore, parseS3Url } = await import("@strata/engine");
    const url = backendUrl(root);
    if (url === undefined) {
      const message = "no backend is chosen, and you are signed in at none";
      return [{ level: "error", message, hint: "pulumi login   (s3://<bucket>, file://<folder>, or Pulumi Cloud)" }];
    }
    const store = openStore(root);
    if (store === undefined) {
      const message = "the state is in a backend that only the engine reaches: its objects are not looked at";
      return [{ level: "note", message, hint: "pulumi whoami -v" }];
    }
    await store.list(".pulumi/stacks/");
    return url.startsWith("s3://") ? bucketFindings(parseS3Url(url).bucket, region) : [];
  },
};

async function bucketFindings(name: string, region: string): Promise<readonly Omit<Finding, "area">[]> {
  const aws = openAws(region);
  try {
    const found = await readBucket(await aws.s3(), { name, region, accountId: "" });
    if (found === undefined) throw optionInvalid(`there is no bucket ${name}`, "strata setup <environment>");
    return planBucket(name, found)
      .filter(({ action }) => action === "change")
      .map(({ what, detail }) => ({
        level: "warning",
        message: `${what} has no ${detail}`,
        hint: "strata setup <environment>   (it gives the bucket what it lacks)",
      }));
  } finally {
    aws.close();
  }
}
