import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Environment } from "@strata/shared-config";
import type { Answers, Question, TextQuestion } from "../ask/question.ts";
import { type EnvironmentPlace, fileLabel } from "../environment/environment-file.ts";
import { environmentReader } from "../environment/environment-so-far.ts";
import { CDN_ARN, certificatePlaces, domainSettled, LOAD_BALANCER_ARN } from "./domain-wish.ts";
import { arnProblem } from "./given-certificate.ts";

/** Who keeps the public names, and where the certificate comes from: only where the environment's file leaves it open. */
export function domainQuestions(place: EnvironmentPlace): readonly Question[] {
  const read = environmentReader(place);
  const soFar = (answers: Answers) => {
    const environment = read(answers);
    return environment === undefined || domainSettled(environment) !== undefined ? undefined : environment;
  };
  const isOpen = (answers: Answers) => {
    const environment = soFar(answers);
    if (environment === undefined || environment.dns.names.length === 0) return false;
    return !namesCertificate(environment) || answers["domain.replace"] === "yes";
  };
  const isManaged = (answers: Answers) => answers["domain.manage"] === "yes";
  const isZoneOpen = (answers: Answers) => isManaged(answers) && soFar(answers)?.dns.zone === undefined;
  return [
    {
      id: "domain.replace",
      kind: "confirm",
      message: `${fileLabel(place)} names a certificate. Take another one?`,
      initial: false,
      when: (answers) => {
        const environment = soFar(answers);
        return environment !== undefined && namesCertificate(environment);
      },
    },
    {
      id: "domain.manage",
      kind: "confirm",
      message: "Manage DNS and certificate for you: a zone, a certificate of ACM, and the records that prove it?",
      initial: true,
      when: isOpen,
    },
    {
      id: "domain.provider",
      kind: "select",
      message: "Where does the domain's DNS zone lie?",
      choices: () => [
        { value: "route53", label: "Route 53", hint: "the zone is made unless it is there" },
        { value: "cloudflare", label: "Cloudflare", hint: "the zone has to be there" },
      ],
      initial: () => "route53",
      when: isZoneOpen,
    },
    {
      id: "domain.zone",
      kind: "text",
      message: "Name of the zone, such as example.com",
      initial: (answers) => zoneOf(soFar(answers)?.dns.names[0] ?? ""),
      validate: (zone, answers) => {
        const outside = (soFar(answers)?.dns.names ?? []).filter((name) => name !== zone && !name.endsWith(`.${zone}`));
        return outside.length === 0 ? undefined : `${outside.join(", ")} does not lie in the zone ${zone}`;
      },
      when: isZoneOpen,
    },
    {
      id: "domain.certificate",
      kind: "select",
      message: "Where does the certificate come from?",
      choices: () => [
        { value: "arn", label: "ACM has one", hint: "you give its ARN" },
        { value: "request", label: "ACM issues one", hint: "you add the records that prove the names" },
        { value: "import", label: "from PEM files", hint: "imported into ACM, and not renewed" },
        { value: "none", label: "none: HTTP only", hint: "not recommended" },
      ],
      initial: () => "arn",
      when: (answers) => isOpen(answers) && !isManaged(answers),
    },
    ...arnQuestions(soFar),
    ...fileQuestions(place),
  ];
}

function namesCertificate({ cluster }: Environment): boolean {
  const { https } = cluster.loadBalancer;
  return https !== false && https.certificateArn !== undefined;
}

function arnQuestions(soFar: (answers: Answers) => Environment | undefined): readonly Question[] {
  const ask = (id: string, message: string, path: string, isCdn: boolean): TextQuestion => {
    const regionOf = (answers: Answers) => {
      const environment = soFar(answers);
      const places = environment === undefined ? [] : certificatePlaces(environment);
      return places.find(({ paths }) => paths[0] === path)?.region;
    };
    return {
      id,
      kind: "text",
      message,
      optional: isCdn,
      when: (answers) => answers["domain.certificate"] === "arn" && regionOf(answers) !== undefined,
      validate: (arn, answers) => arnProblem(arn, regionOf(answers) ?? "", ""),
    };
  };
  return [
    ask("domain.certificateArn", "ARN of the certificate, in the load balancer's region", LOAD_BALANCER_ARN, false),
    ask("domain.cdnCertificateArn", "ARN of the certificate for CloudFront, in us-east-1", CDN_ARN, true),
  ];
}

function fileQuestions({ root }: EnvironmentPlace): readonly Question[] {
  const ask = (id: string, message: string, optional: boolean): TextQuestion => ({
    id,
    kind: "text",
    message,
    optional,
    when: (answers) => answers["domain.certificate"] === "import",
    validate: (file) => (existsSync(resolve(root, file)) ? undefined : `there is no file ${file}`),
  });
  return [
    ask("domain.certificateFile", "PEM file of the certificate", false),
    ask("domain.keyFile", "PEM file of its private key, which only ACM gets", false),
    ask("domain.chainFile", "PEM file of the certificates above it; none where they follow it in its file", true),
  ];
}

/** The zone that a name most likely lies in: all but its first label, unless that leaves one. */
function zoneOf(name: string): string | undefined {
  const labels = name.split(".");
  if (labels.length < 2) return undefined;
  return labels.length === 2 ? name : labels.slice(1).join(".");
}
