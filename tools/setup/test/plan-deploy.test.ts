import type { LayerWhy } from "@strata/rollout";
import { expect, it } from "vitest";
import { openAws } from "../src/aws/aws.ts";
import { deployStep } from "../src/deploy/deploy-step.ts";
import { planDeploy } from "../src/deploy/plan-deploy.ts";
import { recordingHost } from "./recording-host.ts";

const why = (layer: LayerWhy["layer"], status: LayerWhy["status"], text?: string): LayerWhy => ({
  layer,
  status,
  deployed: null,
  reasons: text === undefined ? [] : [{ kind: "state", what: "state", change: null, text }],
});

it("PROL-103: deploys what has changed, in the order of a rollout, and says why", () => {
  const found = [why("network", "unchanged"), why("data", "affected", "never deployed"), why("services", "perhaps")];
  expect(planDeploy("threa-prod", found, "all")).toEqual([
    { action: "keep", what: "network of threa-prod", detail: "unchanged since its last deploy" },
    { action: "run", what: "data of threa-prod", detail: "never deployed" },
    { action: "run", what: "services of threa-prod" },
  ]);
  expect(planDeploy("threa-prod", found, ["network", "data"]).map(({ what }) => what)).toEqual([
    "network of threa-prod",
    "data of threa-prod",
  ]);
});

it("PROL-104: deploys nothing where that was not wanted (--skip-deploy), and looks at no stack for it", async () => {
  const place = { root: "/nowhere", environment: "threa-prod", secrets: new Map(), accountId: "" };
  const context = {
    ...place,
    answers: { "deploy.run": "no" },
    aws: openAws("eu-central-1"),
    host: recordingHost().host,
  };
  const { changes } = await deployStep("deploy", "all layers").prepare(context);
  expect(changes).toEqual([{ action: "keep", what: "all layers", detail: "left out" }]);
});
