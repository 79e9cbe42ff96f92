import { globalArn } from "../facts/arn.ts";
import { nameOf } from "./ids.ts";
import type { ResourceRules } from "./rule.ts";

/** Budgets. */
export const budgets: ResourceRules = {
  "aws:budgets/budget:Budget": {
    id: (draft) => `${draft.place.account}:${nameOf(draft)}`,
    unique: true,
    arn: (made) => globalArn(made.place, "budgets", `budget/${nameOf(made)}`),
    outputs: (made) => ({
      name: nameOf(made),
      namePrefix: "",
      accountId: made.place.account,
      timePeriodStart: "2026-01-01_00:00",
      limitUnit: "USD",
    }),
    replaces: ["name", "namePrefix", "accountId"],
    sets: ["costFilters", "notifications"],
  },
};
