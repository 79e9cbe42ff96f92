/*
 * Whether a passphrase is a stack's own, without an engine: the settings of the stack hold a word that it encrypts. Source:
 * pulumi 3.259, pkg/secrets/passphrase/manager.go and sdk/go/common/resource/config/crypt.go: `v1:<salt>:v1:<nonce>:<text>`,
 * PBKDF2 with SHA-256, AES-256 in GCM, the word is `pulumi`.
 */
import { createDecipheriv, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const WORD = "pulumi";

/** @param salt `encryptionsalt` of the stack's settings */
export async function opens(passphrase: string, salt: string): Promise<boolean> {
  const [version, saltText, textVersion, nonceText, wordText] = salt.split(":");
  if (version !== "v1" || textVersion !== "v1") return false;
  const [saltBytes, nonce, sealed] = [saltText, nonceText, wordText].map((text) => Buffer.from(text ?? "", "base64"));
  if (saltBytes === undefined || nonce === undefined || sealed === undefined) return false;
  const key = await promisify(pbkdf2)(passphrase, saltBytes, ITERATIONS, KEY_BYTES, "sha256");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const word = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    return word.toString("utf8") === WORD;
  } catch {
    // The tag does not fit: it is another passphrase, or no salt at all. Which of the two nobody can tell.
    return false;
  }
}
