import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { clientIn, StrataError } from "@strata/shared-config";
import type { AccountDoor, TaggedResource } from "./account-door.ts";
import { LOOK_UPS } from "./look-ups.ts";

/**
 * The account that the AWS tools of this machine reach, asked through its Resource Groups Tagging API. Not in there are
 * IAM's roles and users and Auto Scaling groups; what global services hold is listed in us-east-1 alone. Source: its API
 * Reference, "Services that support the Resource Groups Tagging API".
 */
export function openAccount(): AccountDoor {
  return {
    tagged: (environment, region) => asking(region, () => tagged(environment, region)),
    lookUp: (kind, inputs, where) => asking(where.region, () => LOOK_UPS[kind](inputs, where)),
  };
}

async function tagged(environment: string, region: string): Promise<readonly TaggedResource[]> {
  const client = new ResourceGroupsTaggingAPIClient(clientIn(region));
  const found: TaggedResource[] = [];
  const filter = {
    TagFilters: [{ Key: "strata:environment", Values: [environment] }, { Key: "strata:urn" }],
    ResourcesPerPage: 100,
  };
  try {
    let token: string | undefined;
    do {
      const next = token === undefined ? filter : { ...filter, PaginationToken: token };
      const page = await client.send(new GetResourcesCommand(next));
      for (const { ResourceARN: arn, Tags: tags = [] } of page.ResourceTagMappingList ?? []) {
        const tag = (key: string): string => tags.find(({ Key }) => Key === key)?.Value ?? "";
        if (arn !== undefined) found.push({ arn, layer: tag("strata:layer"), urnTag: tag("strata:urn") });
      }
      token = page.PaginationToken === "" ? undefined : page.PaginationToken;
    } while (token !== undefined);
    return found;
  } finally {
    client.destroy();
  }
}

async function asking<Result>(region: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StrataError("ACCOUNT_UNREADABLE", `what was made in ${region} cannot be found: ${reason}`, {
      hint: "aws sts get-caller-identity   (its role needs tag:GetResources), then the same command again",
      fault: "environment",
      cause,
    });
  }
}
