/** Properties of any type in which AWS does not look for resources: an id there is a text like any other. */
const EVERYWHERE: readonly string[] = [
  "tags",
  "tagsAll",
  "description",
  "comment",
  "dimensions",
  "environment",
  "variables",
  "userData",
  "userDataBase64",
  "metadata",
  "triggers",
  "value",
  "insecureValue",
  "secretString",
  "records",
  "content",
  // What may call a function, a topic, a key: AWS keeps it as a condition (Lambda Developer Guide, AddPermission).
  "sourceArn",
  // CloudWatch sends to whatever stands there, when the alarm goes off (CloudWatch API Reference, PutMetricAlarm).
  "alarmActions",
  "okActions",
  "insufficientDataActions",
];

/** The same of single types, with why. */
const OF_TYPES: Readonly<Record<string, readonly string[]>> = {
  // EventBridge and SNS deliver to whatever stands there, and say nothing (API references, PutTargets and Subscribe).
  "aws:cloudwatch/eventTarget:EventTarget": ["arn", "roleArn"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint"],
  // Patterns of ARNs (AWS Backup API Reference, BackupSelection).
  "aws:backup/selection:Selection": ["resources", "notResources"],
  // The other side may be another account's, or in another region.
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ["peerVpcId"],
  "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": ["peerTransitGatewayId"],
  // Its volume's snapshot may be shared by somebody; block devices come with an image.
  "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings"],
};

/** Whether AWS takes a property of a type as a text, whatever it says. */
export function isSilent(type: string, property: string): boolean {
  return EVERYWHERE.includes(property) || (OF_TYPES[type]?.includes(property) ?? false);
}
