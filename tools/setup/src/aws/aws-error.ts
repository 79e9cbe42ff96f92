/** The name of an error of AWS, such as `NoSuchBucket`; empty for what is no error. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** The HTTP status of an error that AWS answered with; undefined for one that never got an answer. */
export function httpStatus(error: unknown): number | undefined {
  const metadata = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return Number(metadata.httpStatusCode);
}

/** What a call gives; undefined where AWS says that there is no such thing. Throws any other error. */
export async function orAbsent<Found>(call: Promise<Found>, ...names: readonly string[]): Promise<Found | undefined> {
  try {
    return await call;
  } catch (error) {
    if (names.includes(awsErrorName(error)) || (names.length === 0 && httpStatus(error) === 404)) return undefined;
    throw error;
  }
}
