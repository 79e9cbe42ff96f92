import type { ACMClient } from "@aws-sdk/client-acm";
import { StrataError } from "@strata/shared-config";
import type { SetupHost } from "../setup-host.ts";
import { type FoundCertificate, readCertificate } from "./acm.ts";
import { type DnsRecord, recordText } from "./dns-host.ts";

/** Milliseconds between two looks. ACM itself looks every few minutes. */
const BETWEEN_LOOKS = 15_000;

/** What is waited for. */
export interface Awaited {
  readonly acm: ACMClient;
  readonly arn: string;
}

/** How to wait, and what to say meanwhile. */
export interface Patience {
  readonly host: SetupHost;
  readonly step: string;
  /** Milliseconds until it gives up for now. */
  readonly limit: number;
  /** What else stands in the way, such as a registrar that names other servers; undefined for nothing known. */
  readonly obstacle: () => Promise<string | undefined>;
}

/**
 * Waits until ACM has issued certificates, and tells at each look how long it has, and for which records.
 *
 * @throws StrataError CERTIFICATE_PENDING naming the records when the time is up; CERTIFICATE_UNFIT for one that ACM gave up
 */
export async function waitIssued(awaited: readonly Awaited[], patience: Patience): Promise<void> {
  const { host, step, limit } = patience;
  const start = host.now().getTime();
  for (;;) {
    const all = await Promise.all(awaited.map(({ acm, arn }) => readCertificate(acm, arn)));
    const open = all.filter((one) => one?.status !== "ISSUED");
    if (open.length === 0) return;
    const records = open.flatMap((one) => recordsOrThrow(one));
    const obstacle = await patience.obstacle();
    const elapsed = host.now().getTime() - start;
    if (elapsed >= limit) throw pending(records, elapsed, obstacle);
    const message = [`certificate: ${durationText(elapsed)}`, waitsFor(records), obstacle];
    host.notify({ code: "waiting", data: { step, message: message.filter((part) => part !== undefined).join("; ") } });
    await host.pause(BETWEEN_LOOKS);
  }
}

function recordsOrThrow(certificate: FoundCertificate | undefined): readonly DnsRecord[] {
  if (certificate?.status === "PENDING_VALIDATION") return certificate.records;
  const what =
    certificate === undefined
      ? "the certificate was deleted while it was waited for"
      : `the certificate ${certificate.arn} is ${certificate.status}: ${certificate.failure ?? "ACM gives no reason"}`;
  throw new StrataError("CERTIFICATE_UNFIT", what, {
    hint: "run it again: it requests a new one. CAA_ERROR means that a CAA record of the domain does not allow amazon.com",
    fault: "environment",
  });
}

function waitsFor(records: readonly DnsRecord[]): string {
  return `ACM waits for ${distinct(records.map(recordText)).join(", ")}`;
}

function pending(records: readonly DnsRecord[], elapsed: number, obstacle: string | undefined): StrataError {
  const [first] = records;
  const reason = obstacle === undefined ? "" : `; ${obstacle}`;
  return new StrataError(
    "CERTIFICATE_PENDING",
    `after ${durationText(elapsed)} the certificate is not issued: ${waitsFor(records)}${reason}`,
    {
      hint: `dig +short CNAME ${first?.name ?? "<name>"} shows whether DNS knows it; then run it again: it goes on waiting`,
      fault: "environment",
    },
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
