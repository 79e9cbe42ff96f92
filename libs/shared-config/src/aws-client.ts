/** What a client of AWS's SDK is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * A region's client takes the credentials that the SDK finds. A rehearsal sets both a profile and a key, so that no tool
 * finds others; the SDK warns of that, unless it is told which.
 */
export function clientIn(region: string): ClientSettings {
  const { STRATA_REHEARSAL: rehearsal, AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = process.env;
  if (rehearsal === undefined || key === undefined || secret === undefined) return { region };
  return { region, credentials: { accessKeyId: key, secretAccessKey: secret } };
}
