/*
 * GetResources of AWS's Resource Groups Tagging API (AWS JSON 1.1): tag filters and pages. Source: its API Reference.
 * Resources of global services are listed in us-east-1. "Services that support the Resource Groups Tagging API" names
 * what it never lists: IAM's users and roles, and Auto Scaling groups.
 */
import { asList, asTree } from "@strata/shared-config";
import type { AccountRow } from "../account/account.ts";
import { arn } from "../facts/arn.ts";
import { isObject, text, type Values } from "../wire/values.ts";
import { type ApiAnswer, page } from "./api-call.ts";

const UNLISTED: readonly string[] = ["aws:iam/role:Role", "aws:iam/user:User", "aws:autoscaling/group:Group"];
const GLOBAL_REGION = "us-east-1";

/** Most resources on a page, which is also the number where none is asked for. */
const PAGE = 100;

export const getResources: ApiAnswer = ({ account }, { target, region, body }) => {
  if (target !== "ResourceGroupsTaggingAPI_20170126.GetResources") return undefined;
  const filters = asList(body.TagFilters).map(readFilter);
  const size = typeof body.ResourcesPerPage === "number" ? Math.min(body.ResourcesPerPage, PAGE) : PAGE;
  const found = account
    .all()
    .filter((row) => row.region === region || (row.region === "global" && region === GLOBAL_REGION))
    .flatMap((row) => {
      const [name, tags] = [arnOf(row), tagsOf(row)];
      const fits = filters.every(({ key, values }) => {
        const value = text(tags[key]);
        return value !== undefined && (values.length === 0 || values.includes(value));
      });
      return name !== undefined && fits ? [{ name, tags }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = page(found, size, body.PaginationToken);
  return {
    PaginationToken: next,
    ResourceTagMappingList: items.map(({ name, tags }) => ({
      ResourceARN: name,
      Tags: Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value ?? "" })),
    })),
  };
};

interface Filter {
  readonly key: string;
  readonly values: readonly string[];
}

function readFilter(filter: unknown): Filter {
  const { Key, Values } = asTree(filter);
  return { key: String(Key), values: asList(Values).map(String) };
}

function tagsOf({ type, outputs }: AccountRow): Values {
  const tags = outputs.tagsAll ?? outputs.tags;
  return !UNLISTED.includes(type) && tags !== undefined && isObject(tags) ? tags : {};
}

/** A few types have an ARN that their provider does not give. */
function arnOf({ type, id, region, outputs }: AccountRow): string | undefined {
  if (!type.startsWith("aws:")) return undefined;
  const account = text(outputs.ownerId) ?? "123456789012";
  if (type === "aws:ec2/natGateway:NatGateway") return arn({ account, region }, "ec2", `natgateway/${id}`);
  return text(outputs.arn) ?? (id.startsWith("arn:") ? id : undefined);
}
