import { generateKeyPairSync, sign, X509Certificate } from "node:crypto";

/** A certificate and its key, as PEM. */
export interface SelfSigned {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate for names that signs itself, made here so that no key lies in the repository. Source: RFC 5280, section 4.1. */
export function selfSigned(names: readonly string[], from: Date, to: Date): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid("2a8648ce3d040302"));
  const name = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(names[0] ?? "")))));
  const hosts = sequence(...names.map((host) => der(0x82, Buffer.from(host))));
  const extensions = der(0xa3, sequence(sequence(oid("551d11"), der(0x04, hosts))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    extensions,
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]));
  return {
    certificate: new X509Certificate(sequence(body, algorithm, signature)).toString(),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hexadecimal: string): Buffer {
  return der(0x06, Buffer.from(hexadecimal, "hex"));
}

/** GeneralizedTime: `20261121000000Z`. */
function time(at: Date): Buffer {
  return der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`));
}
