// Two networks in two regions that see each other: by peering, and by transit gateways.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class Site extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  readonly subnet: aws.ec2.Subnet;
  readonly table: aws.ec2.RouteTable;
  readonly gateway: aws.ec2transitgateway.TransitGateway;
  readonly attachment: aws.ec2transitgateway.VpcAttachment;
  constructor(name: string, cidrBlock: string, asn: number, opts: pulumi.ComponentResourceOptions) {
    super("example:net:Site", name, {}, opts);
    const parent = { parent: this };
    this.vpc = new aws.ec2.Vpc(name, { cidrBlock, tags: { Name: name } }, parent);
    this.subnet = new aws.ec2.Subnet(name, { vpcId: this.vpc.id, cidrBlock: cidrBlock.replace("/16", "/24") }, parent);
    this.table = new aws.ec2.RouteTable(name, { vpcId: this.vpc.id }, parent);
    new aws.ec2.RouteTableAssociation(name, { subnetId: this.subnet.id, routeTableId: this.table.id }, parent);
    this.gateway = new aws.ec2transitgateway.TransitGateway(name, { amazonSideAsn: asn, description: name }, parent);
    this.attachment = new aws.ec2transitgateway.VpcAttachment(
      name,
      { transitGatewayId: this.gateway.id, vpcId: this.vpc.id, subnetIds: [this.subnet.id] },
      parent,
    );
    this.registerOutputs();
  }
}

const ireland = new aws.Provider("ireland", { region: "eu-west-1", defaultTags: { tags: { Site: "ireland" } } });
const virginia = new aws.Provider("virginia", { region: "us-east-1", defaultTags: { tags: { Site: "virginia" } } });
const west = new Site("west", "10.1.0.0/16", 64512, { providers: [ireland] });
const east = new Site("east", "10.2.0.0/16", 64513, { providers: { aws: virginia } });
const account = aws.getCallerIdentityOutput({}, { provider: ireland }).accountId;

const peering = new aws.ec2.VpcPeeringConnection(
  "west-east",
  { vpcId: west.vpc.id, peerVpcId: east.vpc.id, peerRegion: "us-east-1", peerOwnerId: account },
  { provider: ireland },
);
const accepted = new aws.ec2.VpcPeeringConnectionAccepter(
  "west-east",
  { vpcPeeringConnectionId: peering.id, autoAccept: true, tags: { Side: "accepter" } },
  { provider: virginia },
);
new aws.ec2.Route(
  "west-peering",
  {
    routeTableId: west.table.id,
    destinationCidrBlock: east.vpc.cidrBlock,
    vpcPeeringConnectionId: accepted.vpcPeeringConnectionId,
  },
  { provider: ireland },
);
new aws.ec2.Route(
  "east-peering",
  { routeTableId: east.table.id, destinationCidrBlock: west.vpc.cidrBlock, vpcPeeringConnectionId: accepted.id },
  { provider: virginia },
);

const link = new aws.ec2transitgateway.PeeringAttachment(
  "west-east",
  {
    transitGatewayId: west.gateway.id,
    peerTransitGatewayId: east.gateway.id,
    peerRegion: "us-east-1",
    peerAccountId: account,
  },
  { provider: ireland },
);
const linked = new aws.ec2transitgateway.PeeringAttachmentAccepter(
  "west-east",
  { transitGatewayAttachmentId: link.id },
  { provider: virginia },
);
const route = new aws.ec2transitgateway.Route(
  "west-east",
  {
    destinationCidrBlock: "10.2.0.0/16",
    transitGatewayRouteTableId: west.gateway.associationDefaultRouteTableId,
    transitGatewayAttachmentId: linked.transitGatewayAttachmentId,
  },
  { provider: ireland },
);
// The `region` of a resource is another way to the same end.
const logs = new aws.cloudwatch.LogGroup("east", { name: "/sites/east", region: "us-east-1", retentionInDays: 7 });

export const peeringId = peering.id;
export const peeringStatus = accepted.acceptStatus;
export const gatewayArns = [west.gateway.arn, east.gateway.arn];
export const attachmentIds = [west.attachment.id, east.attachment.id];
export const attachmentOwner = west.attachment.vpcOwnerId;
export const defaultTable = west.gateway.associationDefaultRouteTableId;
export const sameTable = west.gateway.propagationDefaultRouteTableId;
export const routeId = route.id;
export const zones = [west.subnet.availabilityZone, east.subnet.availabilityZone];
export const tags = east.vpc.tagsAll;
export const logArn = logs.arn;
export const subnetArns = [west.subnet.arn, east.subnet.arn];
