import { createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";

/**
 * The token with which a GitHub App says who it is. It begins a minute ago, since clocks differ, and lasts nine minutes of
 * the ten that are allowed. Source: GitHub Docs, "Generating a JSON Web Token (JWT) for a GitHub App".
 *
 * @param id of the app
 * @param pem its private key, whole: it has been looked at before
 */
export function githubAppToken(id: string, pem: string, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(id)
    .setIssuedAt(seconds - 60)
    .setExpirationTime(seconds + 9 * 60)
    .sign(createPrivateKey(pem));
}
