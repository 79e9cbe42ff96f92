import { StrataError } from "@strata/shared-config";
import { type FoundCertificate, readCertificate } from "./acm.ts";
import type { Awaited, Patience } from "./wait-issued.ts";

/** Milliseconds between two looks: ACM takes seconds to think of its records. */
const BETWEEN_LOOKS = 2000;

/**
 * Waits until ACM says which records prove each name of each certificate.
 *
 * @throws StrataError CERTIFICATE_PENDING when the time is up
 */
export async function waitForRecords(
  awaited: readonly Awaited[],
  names: readonly string[],
  { host, step, limit }: Pick<Patience, "host" | "step" | "limit">,
): Promise<readonly (FoundCertificate | undefined)[]> {
  const start = host.now().getTime();
  for (;;) {
    const all = await Promise.all(awaited.map(({ acm, arn }) => readCertificate(acm, arn)));
    const open = all.filter((one) => one?.status === "PENDING_VALIDATION" && one.records.length < recordCount(names));
    if (open.length === 0) return all;
    if (host.now().getTime() - start >= limit) {
      throw new StrataError(
        "CERTIFICATE_PENDING",
        `ACM names no records for ${open.map((one) => one?.arn).join(", ")}`,
        {
          hint: "run it again: it goes on there; or look at the certificate in the ACM console",
          fault: "environment",
        },
      );
    }
    host.notify({ code: "waiting", data: { step, message: "ACM makes up the records that prove the names" } });
    await host.pause(BETWEEN_LOOKS);
  }
}

/** A name and the star below it are proven by one record. */
function recordCount(names: readonly string[]): number {
  return new Set(names.map((name) => name.replace(/^\*\./, ""))).size;
}
