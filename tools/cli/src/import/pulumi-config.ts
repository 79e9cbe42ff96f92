import { isTree, optionInvalid } from "@strata/shared-config";
import type { ForeignKey } from "./foreign-file.ts";
import { parsePlain } from "./plain-yaml.ts";

/**
 * The keys of a Pulumi.<stack>.yaml: `<project>:<key>`. Source: Pulumi documentation, "Stack settings file reference".
 * @throws StrataError OPTION_INVALID naming the line, or the section that is missing
 */
export function parsePulumiConfig(name: string, text: string): ForeignKey[] {
  const { config } = parsePlain(name, text);
  if (!isTree(config)) {
    throw optionInvalid(`${name} has no section config`, "give the stack's settings, which pulumi config set writes");
  }
  return Object.entries(config).map(([key, value]) =>
    isSecure(value) ? { key, value: undefined, secure: true } : { key, value, secure: false },
  );
}

/** `secure: <ciphertext>`, or a structure with such a part. */
function isSecure(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "secure" in value || Object.values(value).some(isSecure);
}
