import { StrataError } from "@strata/shared-config";
import type { CredentialCall } from "./credential-test.ts";

/** Variable that says where credentials are tried out: `off`, or an address that takes the place of every third party's. */
export const CREDENTIAL_TESTS_VARIABLE = "STRATA_CREDENTIAL_TESTS";

/**
 * Where the calls go to that try out credentials: a stand-in gets the third party's host as the first part of the path.
 *
 * @param setting of the variable
 * @returns undefined where nothing is to be tried out
 * @throws StrataError OPTION_INVALID for a stand-in that is not on this machine: it would be sent secrets
 */
export function credentialAddress(setting: string | undefined): ((call: CredentialCall) => string) | undefined {
  if (setting === undefined || setting === "") return ({ origin, path }) => `${origin}${path}`;
  if (setting === "off") return undefined;
  const standIn = URL.canParse(setting) ? new URL(setting) : undefined;
  if (standIn?.hostname === "127.0.0.1" || standIn?.hostname === "localhost") {
    return ({ origin, path }) => `${standIn.origin}/${new URL(origin).host}${path}`;
  }
  throw new StrataError(
    "OPTION_INVALID",
    `${CREDENTIAL_TESTS_VARIABLE} is neither off nor an address of this machine`,
    {
      hint: `unset ${CREDENTIAL_TESTS_VARIABLE}, or set it to off`,
      fault: "user",
    },
  );
}
