import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { arnAsId, nameOf, settingOf } from "./ids.ts";

import { input, type ResourceRules } from "./rule.ts";

/** Topics, subscriptions and queues. */
export const messaging: ResourceRules = {
  "aws:sns/topic:Topic": {
    ...arnAsId((draft) => arn(draft.place, "sns", nameOf(draft))),
    unique: true,
    outputs: (made) => ({
      name: nameOf(made),
      namePrefix: "",
      owner: made.place.account,
      policy: "",
      fifoThroughputScope: "",
      signatureVersion: 0,
      tracingConfig: "",
      beginningArchiveTime: "",
    }),
    replaces: ["name", "namePrefix", "fifoTopic"],
    documents: ["policy", "deliveryPolicy"],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    id: (draft) => input(draft, "arn"),
    outputs: (made) => ({ owner: made.place.account }),
    replaces: ["arn"],
    documents: ["policy"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    // Subscribe gives the subscription that is there already, if there is one. Source: SNS API Reference.
    ...arnAsId((draft) => {
      const topic = input(draft, "topic");
      return `${topic}:${uuid(topic, input(draft, "protocol"), input(draft, "endpoint"))}`;
    }),
    outputs: (made) => ({
      ownerId: made.place.account,
      // Somebody has to follow the link in the mail first.
      pendingConfirmation: input(made, "protocol").startsWith("email"),
      confirmationWasAuthenticated: !input(made, "protocol").startsWith("email"),
      filterPolicyScope: "",
    }),
    replaces: ["topic", "protocol", "endpoint"],
    documents: ["filterPolicy", "redrivePolicy", "deliveryPolicy"],
  },
  "aws:sqs/queue:Queue": {
    id: (draft) => `https://sqs.${draft.place.region}.amazonaws.com/${draft.place.account}/${nameOf(draft)}`,
    unique: true,
    arn: (made) => arn(made.place, "sqs", nameOf(made)),
    outputs: (made) => ({
      name: nameOf(made),
      namePrefix: "",
      url: made.id,
      sqsManagedSseEnabled: true,
      kmsDataKeyReusePeriodSeconds: 300,
    }),
    replaces: ["name", "namePrefix", "fifoQueue"],
    documents: ["policy", "redrivePolicy", "redriveAllowPolicy"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": { ...settingOf("queueUrl"), documents: ["policy"] },
};
