import { testRules } from "./rules-stage.ts";

testRules("listeners", {
  "a listener for HTTPS or TLS has a certificate": {
    good: { protocol: "HTTPS", certificateArn: "c" },
    bad: { protocol: "HTTPS" },
  },
  "a listener's certificate is issued before the listener uses it": {
    there: [
      ["aws:acm/certificate:Certificate", "arn:aws:acm:eu-central-1:1:certificate/good", { validationMethod: "DNS" }],
      [
        "aws:acm/certificate:Certificate",
        "arn:aws:acm:eu-central-1:1:certificate/waiting",
        { validationMethod: "DNS" },
      ],
      [
        "aws:acm/certificateValidation:CertificateValidation",
        "v",
        { certificateArn: "arn:aws:acm:eu-central-1:1:certificate/good" },
      ],
    ],
    good: { certificateArn: "arn:aws:acm:eu-central-1:1:certificate/good" },
    bad: { certificateArn: "arn:aws:acm:eu-central-1:1:certificate/waiting" },
  },
  "a listener's certificate is in the listener's region": {
    good: { certificateArn: "arn:aws:acm:eu-central-1:1:certificate/a" },
    bad: { certificateArn: "arn:aws:acm:us-east-1:1:certificate/a" },
  },
  "a load balancer has one listener a port": {
    there: [["aws:lb/listener:Listener", "l", { loadBalancerArn: "lb", port: 443 }]],
    good: { loadBalancerArn: "lb", port: 80 },
    bad: { loadBalancerArn: "lb", port: 443 },
  },
  "a listener's protocol is one of its kind of load balancer": {
    good: { loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/w/1", protocol: "HTTP" },
    bad: { loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/w/1", protocol: "TCP" },
  },
  "a target group hangs on one load balancer": {
    there: [
      [
        "aws:lb/listenerRule:ListenerRule",
        "r",
        {
          listenerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:listener/app/w/1/9",
          actions: [{ targetGroupArn: "tg" }],
        },
      ],
    ],
    good: {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/w/1",
      defaultActions: [{ targetGroupArn: "tg" }],
    },
    bad: {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/v/2",
      defaultActions: [{ targetGroupArn: "tg" }],
    },
  },
  "a priority is there once a listener": {
    there: [["aws:lb/listenerRule:ListenerRule", "r", { listenerArn: "l", priority: 1 }]],
    good: { listenerArn: "l", priority: 2 },
    bad: { listenerArn: "l", priority: 1 },
  },
  "a rule of a listener has at most 5 condition values": {
    good: { conditions: [{ pathPattern: { values: ["/a", "/b"] } }] },
    bad: { conditions: [{ pathPattern: { values: ["/a", "/b", "/c"] } }, { hostHeader: { values: ["a", "b", "c"] } }] },
  },
  "a rule of a listener has a condition": {
    good: { conditions: [{ pathPattern: { values: ["/a"] } }] },
    bad: { conditions: [] },
  },
});
