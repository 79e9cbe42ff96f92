import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { systemCode } from "@strata/shared-config";
import type { PemFiles } from "./domain-wish.ts";
import { unfit } from "./given-certificate.ts";

/** A certificate with its key, as ACM takes them. */
export interface PemCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly chain: string | undefined;
  /** SHA-256 of the certificate, in hexadecimal. */
  readonly fingerprint: string;
}

/** One block and no more: what follows is the chain, which ACM wants apart. */
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads a certificate, its key and its chain, and checks that they belong together. Certificates that follow the first one in
 * its file are its chain, unless there is a file of it.
 *
 * @param folder that relative paths start at
 * @param names that the certificate has to be for
 * @throws StrataError CERTIFICATE_UNFIT; no message holds a part of the key
 */
export function readPem(files: PemFiles, folder: string, names: readonly string[], now: Date): PemCertificate {
  const [first, ...others] = blocksOf(files.certificate, folder);
  const certificate = parseCertificate(first ?? "", files.certificate);
  const keyText = textOf(files.key, folder);
  const key = parseKey(keyText, files.key);
  const chain = files.chain === undefined ? others : blocksOf(files.chain, folder);
  for (const block of chain) parseCertificate(block, files.chain ?? files.certificate);

  if (!certificate.checkPrivateKey(key)) throw unfit(`the key in ${files.key} is not the one of ${files.certificate}`);
  if (new Date(certificate.validTo) < now) throw unfit(`${files.certificate} ended on ${certificate.validTo}`);
  if (new Date(certificate.validFrom) > now)
    throw unfit(`${files.certificate} only starts on ${certificate.validFrom}`);
  const open = names.filter((name) => certificate.checkHost(name) === undefined);
  if (open.length > 0) {
    const known = certificate.subjectAltName?.replaceAll("DNS:", "") ?? certificate.subject;
    throw unfit(`${files.certificate} is for ${known}, and does not cover ${open.join(", ")}`);
  }
  return {
    certificate: first ?? "",
    key: keyText,
    chain: chain.length === 0 ? undefined : chain.join("\n"),
    fingerprint: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
  };
}

function blocksOf(file: string, folder: string): readonly string[] {
  const blocks = textOf(file, folder).match(BLOCK);
  if (blocks === null) throw unfit(`${file} holds no certificate as PEM: -----BEGIN CERTIFICATE-----`);
  return blocks;
}

function textOf(file: string, folder: string): string {
  try {
    return readFileSync(resolve(folder, file), "utf8");
  } catch (error) {
    throw unfit(`${file} cannot be read: ${systemCode(error) ?? "no file"}`);
  }
}

function parseCertificate(block: string, file: string): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch {
    throw unfit(`${file} holds a certificate that is malformed`);
  }
}

function parseKey(text: string, file: string): KeyObject {
  if (/ENCRYPTED/.test(text))
    throw unfit(`the key in ${file} is encrypted, and ACM takes a plain one: openssl pkey -in ${file} -out plain.pem`);
  try {
    return createPrivateKey(text);
  } catch {
    // Its message might quote the key.
    throw unfit(`${file} holds no private key as PEM: -----BEGIN PRIVATE KEY-----`);
  }
}
