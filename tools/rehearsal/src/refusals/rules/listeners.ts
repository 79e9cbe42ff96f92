import { isObject, text, texts, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { amount, named, objects, others, regionOfArn } from "./read.ts";
import { balancing, type Rules } from "./rule.ts";

const LISTENER = balancing("Listener");
const RULE = balancing("ListenerRule");
const CERTIFICATES = balancing("ListenerCertificate");
const PAGE = "Elastic Load Balancing API Reference v2, CreateListener";

/** Protocols of each kind of load balancer. Source: CreateListener, Protocol. */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  app: ["HTTP", "HTTPS"],
  net: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

/** Listeners and their rules. */
export const listeners: Rules = [
  {
    types: LISTENER,
    rule: "a listener for HTTPS or TLS has a certificate",
    code: "ValidationError",
    source: PAGE,
    broken: ({ inputs }) =>
      ["HTTPS", "TLS"].includes(text(inputs.protocol) ?? "") && text(inputs.certificateArn) === undefined
        ? `A certificate must be specified for ${inputs.protocol} listeners`
        : undefined,
  },
  {
    types: [...LISTENER, ...CERTIFICATES],
    rule: "a listener's certificate is issued before the listener uses it",
    code: "UnsupportedCertificate",
    source: PAGE,
    broken: (attempt) => {
      const { certificateArn } = attempt.inputs;
      const certificate = named(attempt, "aws:acm/certificate:Certificate", certificateArn);
      return !certificate || isIssued(attempt, certificate.id, certificate.inputs)
        ? undefined
        : `The certificate '${certificateArn}' must have a fully-qualified domain name, a supported signature, and a supported key size. It is not issued yet: wait for it with an aws.acm.CertificateValidation.`;
    },
  },
  {
    types: [...LISTENER, ...CERTIFICATES],
    rule: "a listener's certificate is in the listener's region",
    code: "CertificateNotFound",
    source: PAGE,
    broken: ({ inputs, place }) => {
      const certificate = text(inputs.certificateArn) ?? "";
      const region = certificate.includes(":acm:") ? regionOfArn(certificate) : undefined;
      return region === undefined || region === place.region ? undefined : `Certificate '${certificate}' not found`;
    },
  },
  {
    types: LISTENER,
    rule: "a load balancer has one listener a port",
    code: "DuplicateListener",
    source: PAGE,
    broken: (attempt) => {
      const { loadBalancerArn, port } = attempt.inputs;
      const taken = LISTENER.flatMap((type) => others(attempt, type)).some(
        ({ inputs }) => inputs.loadBalancerArn === loadBalancerArn && amount(inputs.port) === amount(port),
      );
      return taken ? `A listener already exists on this port for this load balancer '${loadBalancerArn}'` : undefined;
    },
  },
  {
    types: LISTENER,
    rule: "a listener's protocol is one of its kind of load balancer",
    code: "ValidationError",
    source: PAGE,
    broken: ({ inputs }) => {
      const kind = /:loadbalancer\/(\w+)\//.exec(text(inputs.loadBalancerArn) ?? "")?.[1] ?? "";
      const known = PROTOCOLS[kind];
      const protocol = text(inputs.protocol);
      return !known || protocol === undefined || known.includes(protocol)
        ? undefined
        : `Protocol '${protocol}' must be one of '${known.join(", ")}'`;
    },
  },
  {
    types: [...LISTENER, ...RULE],
    rule: "a target group hangs on one load balancer",
    code: "TargetGroupAssociationLimit",
    source: PAGE,
    broken: (attempt) => {
      const mine = balancerOf(attempt.inputs);
      const group = targetGroupsOf(attempt.inputs).find((arn) =>
        balancersOf(attempt, arn).some((other) => other !== mine),
      );
      return mine === ""
        ? undefined
        : group && `The following target groups cannot be associated with more than one load balancer: ${group}`;
    },
  },
  {
    types: RULE,
    rule: "a priority is there once a listener",
    code: "PriorityInUse",
    source: "Elastic Load Balancing API Reference v2, CreateRule",
    broken: (attempt) => {
      const { listenerArn, priority } = attempt.inputs;
      const wanted = amount(priority);
      const taken = RULE.flatMap((type) => others(attempt, type)).some(
        ({ inputs }) => inputs.listenerArn === listenerArn && amount(inputs.priority) === wanted,
      );
      return wanted !== undefined && taken ? `Priority '${wanted}' is currently in use` : undefined;
    },
  },
  {
    types: RULE,
    rule: "a rule of a listener has at most 5 condition values",
    code: "ValidationError",
    source: "User Guide for Application Load Balancers, Quotas",
    broken: ({ inputs }) => {
      const values = objects(inputs.conditions).flatMap((condition) =>
        Object.values(condition).flatMap((one) =>
          isObject(one) ? texts(one.values) : objects(one).flatMap(() => ["pair"]),
        ),
      );
      return values.length > 5 ? "A rule can only have '5' condition values" : undefined;
    },
  },
  {
    types: RULE,
    rule: "a rule of a listener has a condition",
    code: "ValidationError",
    source: "Elastic Load Balancing API Reference v2, CreateRule",
    broken: ({ inputs }) => (objects(inputs.conditions).length > 0 ? undefined : "A condition must be specified"),
  },
];

/** Issued: waited for, imported, or signed by an authority of one's own. Nobody made the one that is only supposed. */
export function isIssued(attempt: Attempt, id: string, inputs: Values): boolean {
  if (text(inputs.certificateAuthorityArn) !== undefined || text(inputs.validationMethod) === undefined) return true;
  return (
    others(attempt, "aws:acm/certificateValidation:CertificateValidation").some(
      (row) => row.inputs.certificateArn === id,
    ) ||
    attempt.account.find({
      type: "aws:acm/certificateValidation:CertificateValidation",
      region: regionOfArn(id) ?? "",
      key: id,
    }) !== undefined
  );
}

/** The target groups that actions forward to. */
export function targetGroupsOf(inputs: Values): readonly string[] {
  return [...objects(inputs.defaultActions), ...objects(inputs.actions)].flatMap((action) => {
    const forward = isObject(action.forward)
      ? objects(action.forward.targetGroups).flatMap((one) => text(one.arn) ?? [])
      : [];
    return [...forward, ...texts([action.targetGroupArn ?? null])];
  });
}

/** The load balancers on which a target group hangs, as `app/<name>/<digits>`. */
export function balancersOf(attempt: Attempt, group: string): readonly string[] {
  const rows = [...LISTENER, ...RULE].flatMap((type) => others(attempt, type));
  return rows.filter(({ inputs }) => targetGroupsOf(inputs).includes(group)).map(({ inputs }) => balancerOf(inputs));
}

function balancerOf(inputs: Values): string {
  const arn = text(inputs.loadBalancerArn) ?? text(inputs.listenerArn) ?? "";
  return arn
    .replace(/^.*:(loadbalancer|listener)\//, "")
    .split("/")
    .slice(0, 3)
    .join("/");
}
