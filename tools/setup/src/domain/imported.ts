import type { ACMClient } from "@aws-sdk/client-acm";
import type { PreparedStep, SetupContext } from "../steps/step.ts";
import type { CertificatePlace, DomainWish } from "./domain-wish.ts";
import { planFileSettings, writeFileSettings } from "./file-settings.ts";
import { findImported, importCertificate } from "./import-certificate.ts";
import { pointingNotes } from "./notes.ts";
import { readPem } from "./pem.ts";

type Wish = Extract<DomainWish, { kind: "imported" }>;

interface Placed {
  readonly place: CertificatePlace;
  readonly acm: ACMClient;
  /** Where it is imported already. */
  readonly arn: string | undefined;
}

/** Looks whether files hold a certificate that does, and whether ACM has it already. Throws StrataError CERTIFICATE_UNFIT. */
export async function prepareImported(
  { names, files, places }: Wish,
  { step }: { readonly step: string },
  context: SetupContext,
): Promise<PreparedStep> {
  const { aws, environment, host, root } = context;
  const pem = readPem(files, root, names, host.now());
  const placed: Placed[] = [];
  for (const place of places) {
    const acm = await aws.inRegion(place.region).acm();
    placed.push({ place, acm, arn: await findImported(acm, environment, pem) });
  }
  const settingsFor = ({ paths }: CertificatePlace, value: string) => paths.map((path) => ({ path, value }));
  return {
    changes: placed.flatMap(({ place, arn }) => {
      const what = `certificate of ${files.certificate} in ${place.region}`;
      if (arn !== undefined)
        return [{ action: "keep" as const, what }, ...planFileSettings(context, settingsFor(place, arn))];
      const file = `${place.paths.join(" and ")} in environments/${environment}.yaml`;
      return [
        { action: "create" as const, what, detail: "imported; ACM does not renew it" },
        { action: "later" as const, what: file },
      ];
    }),
    apply: async () => {
      for (const { place, acm, arn } of placed) {
        const known = arn ?? (await importCertificate(acm, environment, pem));
        await writeFileSettings(context, settingsFor(place, known));
      }
      for (const message of pointingNotes(names, environment)) {
        host.notify({ code: "note", data: { step, message } });
      }
    },
  };
}
