import type { ACMClient } from "@aws-sdk/client-acm";
import type { Change, PreparedStep, SetupContext } from "../steps/step.ts";
import { type FoundCertificate, readCertificate } from "./acm.ts";
import type { DomainWish, GivenPlace } from "./domain-wish.ts";
import { planFileSettings, writeFileSettings } from "./file-settings.ts";
import { arnProblem, checkGiven, unfit } from "./given-certificate.ts";
import { pointingNotes, provingNotes } from "./notes.ts";
import { waitIssued } from "./wait-issued.ts";

type Wish = Extract<DomainWish, { kind: "given" }>;

/** A certificate that was given, as ACM has it. */
interface Checked extends GivenPlace {
  readonly acm: ACMClient;
  readonly found: FoundCertificate;
}

/**
 * Looks at certificates that were given: there, issued, in the right region, for the right names. What ACM has still to
 * validate is told with its records, and waited for.
 *
 * @throws StrataError CERTIFICATE_UNFIT
 */
export async function prepareGiven(
  { names, certificates }: Wish,
  { limit, step }: { readonly limit: number; readonly step: string },
  context: SetupContext,
): Promise<PreparedStep> {
  const { host, environment } = context;
  const all: Checked[] = [];
  for (const one of certificates) all.push(await check(one, names, context));
  const settings = all.flatMap(({ place, arn }) => place.paths.map((path) => ({ path, value: arn })));
  return {
    changes: [...all.map(planChange), ...planFileSettings(context, settings)],
    apply: async () => {
      const notes = [...provingNotes(all.flatMap(({ found }) => found.records)), ...pointingNotes(names, environment)];
      for (const message of notes) host.notify({ code: "note", data: { step, message } });
      await waitIssued(all, { host, step, limit, obstacle: async () => undefined });
      await writeFileSettings(context, settings);
    },
  };
}

async function check(
  { place, arn }: GivenPlace,
  names: readonly string[],
  { aws, accountId, host }: Pick<SetupContext, "aws" | "accountId" | "host">,
): Promise<Checked> {
  const problem = arnProblem(arn, place.region, accountId);
  if (problem !== undefined) throw unfit(problem);
  const acm = await aws.inRegion(place.region).acm();
  const found = await readCertificate(acm, arn);
  checkGiven(arn, found, names, host.now());
  return { place, arn, acm, found };
}

function planChange({ arn, found }: Checked): Change {
  const what = `certificate ${arn}`;
  return found.status === "ISSUED"
    ? { action: "keep", what }
    : { action: "run", what, detail: "wait until it is validated" };
}
