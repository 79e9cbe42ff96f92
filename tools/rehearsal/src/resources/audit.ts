import { arn } from "../facts/arn.ts";
import { arnAsId, arnOf, named, nameOf } from "./ids.ts";
import type { ResourceRules } from "./rule.ts";

/** What watches over an account. */
export const audit: ResourceRules = {
  "aws:guardduty/detector:Detector": {
    id: (draft) => draft.hex(32),
    arn: arnOf("guardduty", "detector/"),
    outputs: (made) => ({ accountId: made.place.account, findingPublishingFrequency: "SIX_HOURS" }),
  },
  "aws:cloudtrail/trail:Trail": {
    ...arnAsId((draft) => arn(draft.place, "cloudtrail", `trail/${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({ name: nameOf(made), homeRegion: made.place.region, snsTopicArn: "" }),
  },
  "aws:cfg/recorder:Recorder": { ...named(), outputs: (made) => ({ name: made.id }) },
  "aws:cfg/recorderStatus:RecorderStatus": { id: (draft) => nameOf(draft), outputs: (made) => ({ name: made.id }) },
  "aws:cfg/deliveryChannel:DeliveryChannel": { ...named(), outputs: (made) => ({ name: made.id }) },
};
