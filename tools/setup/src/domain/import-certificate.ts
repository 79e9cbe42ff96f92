import { type ACMClient, ImportCertificateCommand } from "@aws-sdk/client-acm";
import { ENVIRONMENT_TAG, ownCertificates } from "./acm.ts";
import type { PemCertificate } from "./pem.ts";

/** Tag that says which certificate was imported: ACM tells no fingerprint. */
const FINGERPRINT_TAG = "strata:fingerprint";

/** ARN of the certificate where it is imported already; undefined where it is not. */
export async function findImported(
  acm: ACMClient,
  environment: string,
  { fingerprint }: PemCertificate,
): Promise<string | undefined> {
  const [found] = await ownCertificates(acm, environment, { tags: { [FINGERPRINT_TAG]: fingerprint } });
  return found?.arn;
}

/** Imports a certificate, tagged in the same call: cut off behind it, the next run finds it. Gives its ARN. */
export async function importCertificate(
  acm: ACMClient,
  environment: string,
  { certificate, key, chain, fingerprint }: PemCertificate,
): Promise<string> {
  const { CertificateArn = "" } = await acm.send(
    new ImportCertificateCommand({
      Certificate: Buffer.from(certificate),
      PrivateKey: Buffer.from(key),
      ...(chain === undefined ? {} : { CertificateChain: Buffer.from(chain) }),
      Tags: [
        { Key: ENVIRONMENT_TAG, Value: environment },
        { Key: FINGERPRINT_TAG, Value: fingerprint },
      ],
    }),
  );
  return CertificateArn;
}
